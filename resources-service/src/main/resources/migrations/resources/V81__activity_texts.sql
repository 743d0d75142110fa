-- The texts whose digests make the chain, so that a verifier that has nothing but an export can compute the digests again.
CREATE FUNCTION activity_entry_text(ordinal integer, action text, resource_type text, resource_id uuid, changes json) RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN json_build_array(ordinal, action, resource_type, resource_id, changes)::text;

CREATE FUNCTION activity_link_text(l activity_link) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN json_build_array((l).version, (l).organization_id, (l).sequence,
    to_char((l).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (l).actor_kind, (l).actor_id, (l).actor_name,
    (l).acting_as_id, (l).acting_as_name, (l).owner_id, (l).request_id, (l).entries, encode((l).entries_digest, 'hex'))::text;

-- The same of an entry from before, which is a link of its own.
CREATE FUNCTION activity_own_link_text(a activity) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (CASE
    WHEN (a).owner_id IS NOT NULL
    THEN json_build_array((a).organization_id, (a).link,
      to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id, (a).actor_name,
      (a).acting_as_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes, (a).acting_as_id,
      (a).owner_id)
    WHEN (a).acting_as_id IS NOT NULL
    THEN json_build_array((a).organization_id, (a).link,
      to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id, (a).actor_name,
      (a).acting_as_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes, (a).acting_as_id)
    ELSE json_build_array((a).organization_id, (a).link,
      to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id, (a).actor_name,
      (a).acting_as_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes)
    END)::text;
