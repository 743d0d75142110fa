-- The time from which the database has one history; no row if it was never restored from a backup. What clients have read before
-- may be missing in it, so they read their lists again.
CREATE TABLE epoch (
  began_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX epoch_once ON epoch ((true));
ALTER TABLE epoch ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON epoch TO CURRENT_USER USING (true);

CREATE FUNCTION epoch_began_at() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  RETURN (SELECT e.began_at FROM epoch e);

-- Begins another epoch, later than everything that the database knows of.
CREATE FUNCTION begin_epoch() RETURNS timestamptz LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO epoch SELECT GREATEST(date_trunc('milliseconds', clock_timestamp()),
      (SELECT max(h.last_at) FROM activity_head h) + interval '1 millisecond', epoch_began_at() + interval '1 millisecond')
    ON CONFLICT ((true)) DO UPDATE SET began_at = EXCLUDED.began_at
    RETURNING began_at
$$;
REVOKE EXECUTE ON FUNCTION epoch_began_at, begin_epoch FROM PUBLIC;
GRANT EXECUTE ON FUNCTION epoch_began_at TO ${appRole};

-- As before, and later than the beginning of the epoch.
CREATE OR REPLACE FUNCTION begin_change() RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  organization uuid := tenant_organization();
  last timestamptz;
  sighted timestamptz;
  change timestamptz;
BEGIN
  LOOP
    SELECT h.last_at INTO last FROM activity_head h WHERE h.organization_id = organization FOR NO KEY UPDATE;
    EXIT WHEN FOUND;
    INSERT INTO activity_head (organization_id, sequence, hash) VALUES (organization, 0, ''::bytea)
      ON CONFLICT (organization_id) DO NOTHING;
  END LOOP;
  SELECT GREATEST(max(s.changed_at), epoch_began_at()) INTO sighted FROM sight_change s WHERE s.organization_id = organization;
  change := GREATEST(date_trunc('milliseconds', clock_timestamp()), GREATEST(last, sighted) + interval '1 millisecond');
  PERFORM set_config('app.changed_at', to_char(change AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), true);
  RETURN change;
END $$;

-- As before; a new epoch is a change of each caller's sight.
CREATE OR REPLACE FUNCTION keep_sight(key uuid, caller uuid, now_seen text)
RETURNS TABLE (moved_at timestamptz, changed_at timestamptz, next_since timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  organization uuid := tenant_organization();
  seen text;
  change timestamptz;
BEGIN
  SELECT s.sight, s.changed_at INTO seen, change FROM caller_sight s
    WHERE s.organization_id = organization AND s.key_id = key AND s.caller_id = caller;
  IF NOT FOUND THEN
    INSERT INTO caller_sight VALUES (organization, key, caller, now_seen, NULL) ON CONFLICT DO NOTHING RETURNING sight INTO seen;
  END IF;
  IF seen IS DISTINCT FROM now_seen THEN
    change := begin_change();
    UPDATE caller_sight s SET sight = now_seen, changed_at = change
      WHERE s.organization_id = organization AND s.key_id = key AND s.caller_id = caller AND s.sight <> now_seen;
    INSERT INTO sight_change AS s VALUES (organization, change)
      ON CONFLICT (organization_id) DO UPDATE SET changed_at = EXCLUDED.changed_at;
    SELECT s.changed_at INTO change FROM caller_sight s
      WHERE s.organization_id = organization AND s.key_id = key AND s.caller_id = caller;
  END IF;
  change := GREATEST(change, epoch_began_at());
  RETURN QUERY SELECT (SELECT m.moved_at FROM sight_moved m WHERE m.organization_id = organization), change,
    GREATEST(change, (SELECT h.last_at FROM activity_head h WHERE h.organization_id = organization));
END $$;

CREATE OR REPLACE FUNCTION known_sight(key uuid, caller uuid, now_seen text)
RETURNS TABLE (moved_at timestamptz, changed_at timestamptz, next_since timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  organization uuid := tenant_organization();
  seen text;
  change timestamptz;
BEGIN
  SELECT s.sight, s.changed_at INTO seen, change FROM caller_sight s
    WHERE s.organization_id = organization AND s.key_id = key AND s.caller_id = caller;
  IF NOT FOUND THEN
    INSERT INTO caller_sight VALUES (organization, key, caller, now_seen, NULL) ON CONFLICT DO NOTHING RETURNING sight INTO seen;
  END IF;
  IF seen = now_seen THEN
    change := GREATEST(change, epoch_began_at());
    RETURN QUERY SELECT (SELECT m.moved_at FROM sight_moved m WHERE m.organization_id = organization), change,
      GREATEST(change, (SELECT h.last_at FROM activity_head h WHERE h.organization_id = organization));
  END IF;
END $$;
