-- The places that each caller was restricted to when it last asked for a list, as a digest, and the time of the last change of
-- these. A list of changes does not show what such a change has brought into a caller's sight, nor what has left it.
CREATE TABLE caller_sight (
  organization_id uuid NOT NULL,
  key_id          uuid NOT NULL,
  caller_id       uuid NOT NULL,
  sight           text NOT NULL CHECK (length(sight) BETWEEN 1 AND 16),
  changed_at      timestamptz(3),
  PRIMARY KEY (organization_id, key_id, caller_id)
);
SELECT isolate_table('caller_sight');

-- The last time in caller_sight. Changes of records come after it, whatever the clock does: a caller that has read its list again
-- asks for the changes since that time. The head cannot hold it, because its time is that of the last link of the log.
CREATE TABLE sight_change (
  organization_id uuid PRIMARY KEY,
  changed_at      timestamptz(3) NOT NULL
);
SELECT isolate_table('sight_change');

-- As before, and later than the last change of a caller's sight. It is read in a statement of its own, because the one that
-- waits for the lock has an older snapshot.
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
  SELECT s.changed_at INTO sighted FROM sight_change s WHERE s.organization_id = organization;
  change := GREATEST(date_trunc('milliseconds', clock_timestamp()), GREATEST(last, sighted) + interval '1 millisecond');
  PERFORM set_config('app.changed_at', to_char(change AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), true);
  RETURN change;
END $$;

-- Keeps the sight of a caller, and returns what decides whether a list of changes shows it everything: the time of the
-- organization's last move, the time at which this caller's sight last changed, NULL if never, and the time from which it may
-- ask next. Waits for changes of the organization only when the sight has changed.
CREATE FUNCTION keep_sight(key uuid, caller uuid, now_seen text)
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
  RETURN QUERY SELECT (SELECT m.moved_at FROM sight_moved m WHERE m.organization_id = organization), change,
    GREATEST(change, (SELECT h.last_at FROM activity_head h WHERE h.organization_id = organization));
END $$;
REVOKE EXECUTE ON FUNCTION keep_sight FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_sight TO ${appRole};
