-- What people and keys have done to keys, people and organizations; append-only, one chain per organization.
CREATE TABLE activity (
    organization_id  uuid            NOT NULL REFERENCES organization,
    sequence         bigint          NOT NULL,
    at               timestamptz(3)  NOT NULL,
    actor_kind       text            NOT NULL,
    actor_id         uuid,
    actor_name       text            NOT NULL,
    request_id       text            NOT NULL,
    action           text            NOT NULL,
    resource_type    text            NOT NULL,
    resource_id      text            NOT NULL,
    changes          json            NOT NULL,
    previous_hash    bytea           NOT NULL,
    hash             bytea           NOT NULL,
    PRIMARY KEY (organization_id, sequence)
);

CREATE INDEX activity_by_resource ON activity (organization_id, resource_type, resource_id, sequence);

-- The last link of each chain. Its row lock makes the order of the chain the order of commits.
CREATE TABLE activity_head (
    organization_id  uuid    PRIMARY KEY REFERENCES organization,
    sequence         bigint  NOT NULL,
    hash             bytea   NOT NULL
);

-- The digest of one link: SHA-256 over the previous digest and the fields in order, as one JSON array.
CREATE FUNCTION activity_hash(a activity) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
    RETURN sha256((a).previous_hash || convert_to(json_build_array((a).organization_id, (a).sequence,
        to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id,
        (a).actor_name, (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes)::text, 'UTF8'));

-- The only way to write activity: the application's role may call it and may not write the tables themselves.
CREATE FUNCTION append_activity(organization_id uuid, actor_kind text, actor_id uuid, actor_name text, request_id text,
    action text, resource_type text, resource_id text, changes json) RETURNS bigint
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
    entry.hash := activity_hash(entry);
    INSERT INTO activity SELECT (entry).*;
    UPDATE activity_head h SET sequence = entry.sequence, hash = entry.hash WHERE h.organization_id = entry.organization_id;
    RETURN entry.sequence;
END $$;

REVOKE EXECUTE ON FUNCTION append_activity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_activity TO ${appRole};

-- The first link of each organization's chain that does not hold; no rows when all do.
CREATE FUNCTION broken_activity() RETURNS TABLE (organization_id uuid, sequence bigint) LANGUAGE sql STABLE AS $$
    WITH links AS (
        SELECT a.organization_id, a.sequence, a.hash, a.previous_hash, activity_hash(a) AS expected,
               lag(a.hash, 1, ''::bytea) OVER w AS before, row_number() OVER w AS place
        FROM activity a WINDOW w AS (PARTITION BY a.organization_id ORDER BY a.sequence)),
    broken AS (
        SELECT l.organization_id, l.sequence FROM links l
        WHERE l.hash <> l.expected OR l.previous_hash <> l.before OR l.sequence <> l.place
        UNION ALL
        SELECT h.organization_id, h.sequence FROM activity_head h
        LEFT JOIN activity a ON a.organization_id = h.organization_id AND a.sequence = h.sequence
        WHERE a.hash IS DISTINCT FROM h.hash
           OR h.sequence <> (SELECT count(*) FROM activity c WHERE c.organization_id = h.organization_id)
        UNION ALL
        SELECT l.organization_id, l.sequence FROM links l
        WHERE NOT EXISTS (SELECT FROM activity_head h WHERE h.organization_id = l.organization_id))
    SELECT b.organization_id, min(b.sequence) FROM broken b GROUP BY b.organization_id
$$;

CREATE FUNCTION refuse_activity_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'activity is append-only';
END $$;

CREATE TRIGGER activity_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON activity
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_activity_change();

GRANT SELECT ON activity, activity_head TO ${appRole};
