-- The log names who acted as the data service's log does: what a user's own key did is told under the key, by id and name,
-- with the user whose key it is. Entries from before name the user alone and stay as they were written.
ALTER TABLE activity ADD COLUMN owner_id uuid, ADD COLUMN owner_name text;
ALTER TABLE activity ADD CHECK ((owner_id IS NULL) = (owner_name IS NULL));

-- As before where no owner is named, so that older links keep their digests; else the owner stands at the end.
CREATE OR REPLACE FUNCTION activity_hash(a activity) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
    RETURN sha256((a).previous_hash || convert_to(CASE
        WHEN (a).owner_id IS NOT NULL OR (a).owner_name IS NOT NULL
        THEN json_build_array((a).organization_id, (a).sequence,
            to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id,
            (a).actor_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes,
            (a).acting_as_id, (a).acting_as_name, (a).owner_id, (a).owner_name)
        WHEN (a).acting_as_id IS NOT NULL OR (a).acting_as_name IS NOT NULL
        THEN json_build_array((a).organization_id, (a).sequence,
            to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id,
            (a).actor_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes,
            (a).acting_as_id, (a).acting_as_name)
        ELSE json_build_array((a).organization_id, (a).sequence,
            to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id,
            (a).actor_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes)
        END::text, 'UTF8'));

DROP FUNCTION append_activity;

-- The owner may be left out, because a replica of the version before runs on while this one starts.
-- The only way to write activity: the application's role may call it and may not write the tables themselves.
CREATE FUNCTION append_activity(organization_id uuid, actor_kind text, actor_id uuid, actor_name text, request_id text,
    action text, resource_type text, resource_id text, changes json, acting_as_id uuid, acting_as_name text,
    owner_id uuid DEFAULT NULL, owner_name text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    entry activity;
BEGIN
    entry.organization_id := append_activity.organization_id;
    INSERT INTO activity_head VALUES (entry.organization_id, 0, ''::bytea) ON CONFLICT ON CONSTRAINT activity_head_pkey DO NOTHING;
    SELECT h.sequence + 1, h.hash INTO entry.sequence, entry.previous_hash
        FROM activity_head h WHERE h.organization_id = entry.organization_id FOR UPDATE;
    entry.at := clock_timestamp();
    entry.actor_kind := append_activity.actor_kind;
    entry.actor_id := append_activity.actor_id;
    entry.actor_name := append_activity.actor_name;
    entry.acting_as_id := append_activity.acting_as_id;
    entry.acting_as_name := append_activity.acting_as_name;
    entry.owner_id := append_activity.owner_id;
    entry.owner_name := append_activity.owner_name;
    entry.request_id := append_activity.request_id;
    entry.action := append_activity.action;
    entry.resource_type := append_activity.resource_type;
    entry.resource_id := append_activity.resource_id;
    entry.changes := append_activity.changes;
    entry.hash := activity_hash(entry);
    INSERT INTO activity SELECT (entry).*;
    UPDATE activity_head h SET sequence = entry.sequence, hash = entry.hash WHERE h.organization_id = entry.organization_id;
    RETURN entry.sequence;
END $$;

REVOKE EXECUTE ON FUNCTION append_activity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_activity TO ${appRole};
