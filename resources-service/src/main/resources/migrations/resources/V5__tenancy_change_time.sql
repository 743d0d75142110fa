-- The time of a change is taken under the lock of its organization, so times have the order of commits. A client that
-- has seen the time t has seen every change before t, because each of them was committed before t was taken.
ALTER TABLE activity_head ADD COLUMN last_at timestamptz(3) NOT NULL DEFAULT '-infinity';

-- Times go on after those that are stored, whatever the clock says now.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['control_center', 'facility', 'cyber_system', 'cyber_asset', 'physical_area', 'activity', 'activity_head'] LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', t);
  END LOOP;
  INSERT INTO activity_head AS h (organization_id, sequence, hash, last_at)
    SELECT organization_id, 0, ''::bytea, max(at) FROM (
      SELECT organization_id, max(updated_at) AS at FROM control_center GROUP BY 1
      UNION ALL SELECT organization_id, max(updated_at) FROM facility GROUP BY 1
      UNION ALL SELECT organization_id, max(updated_at) FROM cyber_system GROUP BY 1
      UNION ALL SELECT organization_id, max(updated_at) FROM cyber_asset GROUP BY 1
      UNION ALL SELECT organization_id, max(updated_at) FROM physical_area GROUP BY 1
      UNION ALL SELECT organization_id, max(at) FROM activity GROUP BY 1) changes GROUP BY 1
    ON CONFLICT (organization_id) DO UPDATE SET last_at = EXCLUDED.last_at;
  FOREACH t IN ARRAY ARRAY['control_center', 'facility', 'cyber_system', 'cyber_asset', 'physical_area', 'activity', 'activity_head'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

-- Begins a change: waits for other changes of the organization and gives a time later than theirs. Call it before any
-- statement that locks a row, because two changes that lock rows first may wait for each other.
CREATE FUNCTION begin_change() RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  organization uuid := tenant_organization();
  last timestamptz;
  change timestamptz;
BEGIN
  LOOP
    SELECT h.last_at INTO last FROM activity_head h WHERE h.organization_id = organization FOR NO KEY UPDATE;
    EXIT WHEN FOUND;
    INSERT INTO activity_head (organization_id, sequence, hash) VALUES (organization, 0, ''::bytea)
      ON CONFLICT (organization_id) DO NOTHING;
  END LOOP;
  change := GREATEST(date_trunc('milliseconds', clock_timestamp()), last + interval '1 millisecond');
  PERFORM set_config('app.changed_at', to_char(change AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), true);
  RETURN change;
END $$;

-- The time of the change that this transaction has begun; fails without one.
CREATE FUNCTION change_time() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_setting('app.changed_at')::timestamptz;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['control_center', 'facility', 'cyber_system', 'cyber_asset', 'physical_area'] LOOP
    EXECUTE format('ALTER TABLE %I ALTER created_at SET DEFAULT change_time(), ALTER updated_at SET DEFAULT change_time()', t);
  END LOOP;
END $$;

-- As before, with the time of the change; begins one for a replica of the version before, which runs on while this one
-- starts and does not begin changes.
CREATE OR REPLACE FUNCTION append_activity(actor_kind text, actor_id text, actor_name text, acting_as_name text, request_id text,
  action text, resource_type text, resource_id uuid, changes json, acting_as_id uuid,
  owner_id uuid DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry activity;
BEGIN
  IF COALESCE(current_setting('app.changed_at', true), '') = '' THEN
    PERFORM begin_change();
  END IF;
  entry.organization_id := tenant_organization();
  SELECT h.sequence + 1, h.hash INTO entry.sequence, entry.previous_hash
    FROM activity_head h WHERE h.organization_id = entry.organization_id;
  entry.at := change_time();
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
  UPDATE activity_head h SET sequence = entry.sequence, hash = entry.hash, last_at = entry.at
    WHERE h.organization_id = entry.organization_id;
  RETURN entry.sequence;
END $$;
REVOKE EXECUTE ON FUNCTION begin_change, append_activity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_change, append_activity TO ${appRole};
