-- As before, but the entries come in the order of the primary key's index. To sort 100,000 entries of an import took a third of a
-- second in which the organization's other changes waited.
CREATE OR REPLACE FUNCTION end_change(actor_kind text, actor_id text, actor_name text, acting_as_id uuid, acting_as_name text, owner_id uuid,
  request_id text, actions text[], resource_types text[], resource_ids uuid[], changes json[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  new activity_link;
BEGIN
  PERFORM add_entries(actions, resource_types, resource_ids, changes);
  new.organization_id := tenant_organization();
  SELECT h.sequence + 1, h.hash INTO STRICT new.sequence, new.previous_hash
    FROM activity_head h WHERE h.organization_id = new.organization_id;
  SELECT count(*), sha256(string_agg(activity_digest(a.ordinal, a.action, a.resource_type, a.resource_id, a.changes), ''))
    INTO new.entries, new.entries_digest
    FROM (SELECT * FROM activity e WHERE e.organization_id = new.organization_id AND e.link = new.sequence ORDER BY e.ordinal) a;
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
