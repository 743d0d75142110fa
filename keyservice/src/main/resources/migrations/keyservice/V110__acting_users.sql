-- A key may act as a user of its organization; the log names both.
ALTER TABLE activity ADD COLUMN acting_as_id uuid, ADD COLUMN acting_as_name text;
ALTER TABLE activity ADD CHECK ((acting_as_id IS NULL) = (acting_as_name IS NULL));

-- As before where nobody was acted as, so that older links keep their digests; else the two fields stand at the end.
CREATE OR REPLACE FUNCTION activity_hash(a activity) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
    RETURN sha256((a).previous_hash || convert_to(CASE WHEN (a).acting_as_id IS NULL AND (a).acting_as_name IS NULL
        THEN json_build_array((a).organization_id, (a).sequence,
            to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id,
            (a).actor_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes)
        ELSE json_build_array((a).organization_id, (a).sequence,
            to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id,
            (a).actor_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes,
            (a).acting_as_id, (a).acting_as_name)
        END::text, 'UTF8'));

DROP FUNCTION append_activity;

-- The only way to write activity: the application's role may call it and may not write the tables themselves.
CREATE FUNCTION append_activity(organization_id uuid, actor_kind text, actor_id uuid, actor_name text, request_id text,
    action text, resource_type text, resource_id text, changes json, acting_as_id uuid, acting_as_name text) RETURNS bigint
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
    entry.request_id := append_activity.request_id;
    entry.action := append_activity.action;
    entry.resource_type := append_activity.resource_type;
    entry.resource_id := append_activity.resource_id;
    entry.changes := append_activity.changes;
    entry.acting_as_id := append_activity.acting_as_id;
    entry.acting_as_name := append_activity.acting_as_name;
    entry.hash := activity_hash(entry);
    INSERT INTO activity SELECT (entry).*;
    UPDATE activity_head h SET sequence = entry.sequence, hash = entry.hash WHERE h.organization_id = entry.organization_id;
    RETURN entry.sequence;
END $$;

REVOKE EXECUTE ON FUNCTION append_activity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_activity TO ${appRole};
