-- The log names who acted as the key service's log does: the key, by id and name, and with it the user whose key it is
-- (owner_id) or whom it acted as. Entries from before say organization or user, and for a user's key the user's id with
-- the key's name; they stay as they were written.
ALTER TABLE activity RENAME COLUMN acting_as TO acting_as_name;
ALTER TABLE activity ADD COLUMN owner_id uuid;

-- As before where the owner is missing, so that older links keep their digests; else the owner stands at the end.
CREATE OR REPLACE FUNCTION activity_hash(a activity) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
  RETURN sha256((a).previous_hash || convert_to(CASE
    WHEN (a).owner_id IS NOT NULL
    THEN json_build_array((a).organization_id, (a).sequence,
      to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id, (a).actor_name,
      (a).acting_as_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes, (a).acting_as_id,
      (a).owner_id)
    WHEN (a).acting_as_id IS NOT NULL
    THEN json_build_array((a).organization_id, (a).sequence,
      to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id, (a).actor_name,
      (a).acting_as_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes, (a).acting_as_id)
    ELSE json_build_array((a).organization_id, (a).sequence,
      to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id, (a).actor_name,
      (a).acting_as_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes)
    END::text, 'UTF8'));

DROP FUNCTION append_activity;

-- owner_id may be left out, because a replica of the version before runs on while this one starts.
-- The only way to write activity: the application's role may call it and may not touch the tables themselves.
CREATE FUNCTION append_activity(actor_kind text, actor_id text, actor_name text, acting_as_name text, request_id text,
  action text, resource_type text, resource_id uuid, changes json, acting_as_id uuid,
  owner_id uuid DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry activity;
BEGIN
  entry.organization_id := tenant_organization();
  INSERT INTO activity_head VALUES (entry.organization_id, 0, ''::bytea) ON CONFLICT (organization_id) DO NOTHING;
  SELECT h.sequence + 1, h.hash INTO entry.sequence, entry.previous_hash
    FROM activity_head h WHERE h.organization_id = entry.organization_id FOR UPDATE;
  entry.at := clock_timestamp();
  entry.actor_kind := actor_kind;
  entry.actor_id := actor_id;
  entry.actor_name := actor_name;
  entry.acting_as_name := acting_as_name;
  entry.acting_as_id := acting_as_id;
  entry.owner_id := owner_id;
  entry.request_id := request_id;
  entry.action := action;
  entry.resource_type := resource_type;
  entry.resource_id := resource_id;
  entry.changes := changes;
  entry.hash := activity_hash(entry);
  INSERT INTO activity SELECT (entry).*;
  UPDATE activity_head h SET sequence = entry.sequence, hash = entry.hash WHERE h.organization_id = entry.organization_id;
  RETURN entry.sequence;
END $$;
REVOKE EXECUTE ON FUNCTION append_activity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_activity TO ${appRole};
