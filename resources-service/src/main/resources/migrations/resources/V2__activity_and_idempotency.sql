-- What happened, written in the transaction of each change; append-only, hash-chained per organization.
CREATE TABLE activity (
  organization_id uuid NOT NULL,
  sequence        bigint NOT NULL,
  at              timestamptz(3) NOT NULL,
  actor_kind      text NOT NULL,
  actor_id        text NOT NULL,
  actor_name      text NOT NULL,
  acting_as       text,
  request_id      text NOT NULL,
  action          text NOT NULL,
  resource_type   text NOT NULL,
  resource_id     uuid NOT NULL,
  changes         json NOT NULL,
  previous_hash   bytea NOT NULL,
  hash            bytea NOT NULL,
  PRIMARY KEY (organization_id, sequence)
);
CREATE INDEX activity_by_resource ON activity (organization_id, resource_type, resource_id, sequence);
CREATE INDEX activity_by_time ON activity (organization_id, at);

-- The last link of each organization's chain. Its row lock makes the order of the chain the order of commits.
CREATE TABLE activity_head (
  organization_id uuid PRIMARY KEY,
  sequence        bigint NOT NULL,
  hash            bytea NOT NULL
);

-- The digest of one link: SHA-256 over the previous digest and the fields in order, as one JSON array.
CREATE FUNCTION activity_hash(a activity) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
  RETURN sha256((a).previous_hash || convert_to(json_build_array((a).organization_id, (a).sequence,
    to_char((a).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (a).actor_kind, (a).actor_id, (a).actor_name, (a).acting_as,
    (a).request_id, (a).action, (a).resource_type, (a).resource_id, (a).changes)::text, 'UTF8'));

-- The only way to write activity: the application's role may call it and may not touch the tables themselves.
CREATE FUNCTION append_activity(actor_kind text, actor_id text, actor_name text, acting_as text, request_id text,
  action text, resource_type text, resource_id uuid, changes json) RETURNS bigint
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
  entry.acting_as := acting_as;
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

-- The first link of this organization's chain that does not hold, or null.
CREATE FUNCTION broken_activity() RETURNS bigint LANGUAGE sql STABLE AS $$
  WITH links AS (
    SELECT a.sequence, a.hash, a.previous_hash, activity_hash(a) AS expected,
           lag(a.hash, 1, ''::bytea) OVER w AS before, row_number() OVER w AS position
    FROM activity a WINDOW w AS (ORDER BY a.sequence))
  SELECT COALESCE(
    (SELECT min(l.sequence) FROM links l WHERE l.hash <> l.expected OR l.previous_hash <> l.before OR l.sequence <> l.position),
    (SELECT h.sequence FROM activity_head h
     WHERE h.sequence <> (SELECT count(*) FROM links)
        OR h.hash <> COALESCE((SELECT l.hash FROM links l WHERE l.sequence = h.sequence), ''::bytea)))
$$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'activity is append-only';
END $$;
CREATE TRIGGER activity_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON activity
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Answers to POSTs that carried an Idempotency-Key, kept for as long as the service promises to repeat them.
CREATE TABLE idempotency (
  organization_id uuid NOT NULL,
  key_id          text NOT NULL,
  idempotency_key text NOT NULL,
  request_digest  bytea NOT NULL,
  location        text,
  body            text,
  created_at      timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, key_id, idempotency_key)
);
CREATE INDEX idempotency_by_age ON idempotency (organization_id, created_at);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['activity', 'activity_head', 'idempotency'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (organization_id = (SELECT tenant_organization()))', t);
  END LOOP;
END $$;
GRANT SELECT ON activity, activity_head TO ${appRole};
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency TO ${appRole};
