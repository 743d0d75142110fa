-- One link of the chain per transaction, over the digests of its entries. Entries from before are links of their own:
-- they hold actor, time and hashes themselves, stay as they were written, and verify by their own digest. Later entries
-- have NULL there, because their link holds these.
ALTER TABLE activity RENAME COLUMN sequence TO link;
ALTER TABLE activity ADD COLUMN ordinal integer NOT NULL DEFAULT 1;
ALTER TABLE activity ALTER COLUMN ordinal DROP DEFAULT,
  ALTER COLUMN at DROP NOT NULL, ALTER COLUMN actor_kind DROP NOT NULL, ALTER COLUMN actor_id DROP NOT NULL,
  ALTER COLUMN actor_name DROP NOT NULL, ALTER COLUMN request_id DROP NOT NULL,
  ALTER COLUMN previous_hash DROP NOT NULL, ALTER COLUMN hash DROP NOT NULL,
  ADD CONSTRAINT activity_in_link CHECK (
    num_nonnulls(at, actor_kind, actor_id, actor_name, acting_as_name, acting_as_id, owner_id, request_id, previous_hash, hash) = 0
    OR num_nulls(at, actor_kind, actor_id, actor_name, request_id, previous_hash, hash) = 0);
ALTER TABLE activity DROP CONSTRAINT activity_pkey, ADD PRIMARY KEY (organization_id, link, ordinal);
DROP INDEX activity_by_time;

CREATE TABLE activity_link (
  organization_id uuid NOT NULL,
  sequence        bigint NOT NULL,
  version         smallint NOT NULL,
  at              timestamptz(3) NOT NULL,
  actor_kind      text NOT NULL,
  actor_id        text NOT NULL,
  actor_name      text NOT NULL,
  acting_as_id    uuid,
  acting_as_name  text,
  owner_id        uuid,
  request_id      text NOT NULL,
  entries         integer NOT NULL,
  entries_digest  bytea NOT NULL,
  previous_hash   bytea NOT NULL,
  hash            bytea NOT NULL,
  PRIMARY KEY (organization_id, sequence)
);
CREATE INDEX activity_link_by_time ON activity_link (organization_id, at);
CREATE TRIGGER activity_link_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON activity_link
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Of the organizations, the owner may list those that have a chain, because the operator's command verifies all. The
-- other tables show the owner, too, only the organization of the transaction.
CREATE POLICY owner_lists ON activity_head FOR SELECT TO CURRENT_USER USING (true);

-- The digest of one entry: SHA-256 over its fields in order, as one JSON array.
CREATE FUNCTION activity_digest(ordinal integer, action text, resource_type text, resource_id uuid, changes json) RETURNS bytea
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN sha256(convert_to(json_build_array(ordinal, action, resource_type, resource_id, changes)::text, 'UTF8'));

-- The digest of a link: SHA-256 over the previous one and the fields in order, as one JSON array.
CREATE FUNCTION activity_link_hash(l activity_link) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
  RETURN sha256((l).previous_hash || convert_to(json_build_array((l).version, (l).organization_id, (l).sequence,
    to_char((l).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (l).actor_kind, (l).actor_id, (l).actor_name,
    (l).acting_as_id, (l).acting_as_name, (l).owner_id, (l).request_id, (l).entries, encode((l).entries_digest, 'hex'))::text, 'UTF8'));

-- Adds entries to the change that this transaction has begun. Arrays of equal length; a set-based write aggregates them
-- by some thousands. end_change must follow in the same transaction.
CREATE FUNCTION add_entries(actions text[], resource_types text[], resource_ids uuid[], changes json[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  organization uuid := tenant_organization();
  next bigint;
  before integer;
BEGIN
  PERFORM change_time();
  SELECT h.sequence + 1 INTO STRICT next FROM activity_head h WHERE h.organization_id = organization;
  SELECT a.ordinal INTO before FROM activity a
    WHERE a.organization_id = organization AND a.link = next ORDER BY a.ordinal DESC LIMIT 1;
  INSERT INTO activity (organization_id, link, ordinal, action, resource_type, resource_id, changes)
    SELECT organization, next, COALESCE(before, 0) + e.number, e.action, e.resource_type, e.resource_id, e.changes
    FROM unnest(actions, resource_types, resource_ids, changes) WITH ORDINALITY
      AS e(action, resource_type, resource_id, changes, number);
END $$;

-- Ends a change: adds these entries to those already added, if any, and writes the link over all of them. The only way
-- to write activity: the application's role may call it and add_entries, and may not touch the tables themselves.
CREATE FUNCTION end_change(actor_kind text, actor_id text, actor_name text, acting_as_id uuid, acting_as_name text, owner_id uuid,
  request_id text, actions text[], resource_types text[], resource_ids uuid[], changes json[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  new activity_link;
BEGIN
  PERFORM add_entries(actions, resource_types, resource_ids, changes);
  new.organization_id := tenant_organization();
  SELECT h.sequence + 1, h.hash INTO STRICT new.sequence, new.previous_hash
    FROM activity_head h WHERE h.organization_id = new.organization_id;
  SELECT count(*), sha256(string_agg(activity_digest(a.ordinal, a.action, a.resource_type, a.resource_id, a.changes), '' ORDER BY a.ordinal))
    INTO new.entries, new.entries_digest
    FROM activity a WHERE a.organization_id = new.organization_id AND a.link = new.sequence;
  new.version := 4;
  new.at := change_time();
  new.actor_kind := actor_kind;
  new.actor_id := actor_id;
  new.actor_name := actor_name;
  new.acting_as_id := acting_as_id;
  new.acting_as_name := acting_as_name;
  new.owner_id := owner_id;
  new.request_id := request_id;
  new.hash := activity_link_hash(new);
  INSERT INTO activity_link SELECT (new).*;
  UPDATE activity_head h SET sequence = new.sequence, hash = new.hash, last_at = new.at
    WHERE h.organization_id = new.organization_id;
  RETURN new.sequence;
END $$;

-- For replicas of the version before, which run on while this one starts: one link over one entry.
CREATE OR REPLACE FUNCTION append_activity(actor_kind text, actor_id text, actor_name text, acting_as_name text, request_id text,
  action text, resource_type text, resource_id uuid, changes json, acting_as_id uuid,
  owner_id uuid DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF COALESCE(current_setting('app.changed_at', true), '') = '' THEN
    PERFORM begin_change();
  END IF;
  RETURN end_change(actor_kind, actor_id, actor_name, acting_as_id, acting_as_name, owner_id, request_id,
    ARRAY[action], ARRAY[resource_type], ARRAY[resource_id], ARRAY[changes]);
END $$;

-- The links of the organization's chain after a sequence, each with its recomputed digest: NULL where a link and its
-- entries do not fit together. The reader compares hashes, previous hashes and sequences.
CREATE FUNCTION activity_chain(after bigint, portion integer)
RETURNS TABLE (sequence bigint, entries bigint, previous_hash bytea, hash bytea, expected bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  (SELECT a.link, 1::bigint, a.previous_hash, a.hash, CASE WHEN a.ordinal = 1 AND NOT EXISTS (
     SELECT FROM activity b WHERE b.organization_id = a.organization_id AND b.link = a.link AND b.ordinal <> 1) THEN activity_hash(a) END
   FROM activity a
   WHERE a.organization_id = tenant_organization() AND a.link > after AND a.hash IS NOT NULL ORDER BY a.link LIMIT portion)
  UNION ALL
  (SELECT l.sequence, found.entries, l.previous_hash, l.hash,
     CASE WHEN l.version = 4 AND found.entries = l.entries AND found.digest = l.entries_digest AND found.pure THEN activity_link_hash(l) END
   FROM (SELECT * FROM activity_link n WHERE n.organization_id = tenant_organization() AND n.sequence > after
         ORDER BY n.sequence LIMIT portion) l,
   LATERAL (
     SELECT count(*) AS entries,
       sha256(string_agg(activity_digest(a.ordinal, a.action, a.resource_type, a.resource_id, a.changes), '' ORDER BY a.ordinal)) AS digest,
       bool_and(num_nonnulls(a.at, a.actor_kind, a.actor_id, a.actor_name, a.acting_as_name, a.acting_as_id, a.owner_id,
         a.request_id, a.previous_hash, a.hash) = 0) AS pure
     FROM activity a WHERE a.organization_id = l.organization_id AND a.link = l.sequence) found)
  ORDER BY 1 LIMIT portion
$$;

-- The end of the organization's chain as its head has it, and whether nothing lies outside the chain.
CREATE FUNCTION activity_end() RETURNS TABLE (sequence bigint, hash bytea, closed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.sequence, h.hash,
    NOT EXISTS (SELECT FROM activity a WHERE a.organization_id = h.organization_id AND (a.link < 1 OR a.link > h.sequence))
    AND NOT EXISTS (SELECT FROM activity_link l WHERE l.organization_id = h.organization_id AND (l.sequence < 1 OR l.sequence > h.sequence))
    AND h.last_at = COALESCE((SELECT l.at FROM activity_link l WHERE l.organization_id = h.organization_id AND l.sequence = h.sequence), h.last_at)
  FROM (SELECT tenant_organization() AS id) tenant
  JOIN activity_head h ON h.organization_id = tenant.id
$$;
DROP FUNCTION broken_activity;

ALTER TABLE activity_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE activity_link FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON activity_link USING (organization_id = (SELECT tenant_organization()));
GRANT SELECT ON activity_link TO ${appRole};
REVOKE EXECUTE ON FUNCTION add_entries, end_change, activity_chain, activity_end FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_entries, end_change, activity_chain, activity_end TO ${appRole};
