-- Returns what keep_sight() returns without a wait, and nothing if the sight has changed, for which keep_sight() waits for changes
-- of the organization.
CREATE FUNCTION known_sight(key uuid, caller uuid, now_seen text)
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
    RETURN QUERY SELECT (SELECT m.moved_at FROM sight_moved m WHERE m.organization_id = organization), change,
      GREATEST(change, (SELECT h.last_at FROM activity_head h WHERE h.organization_id = organization));
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION known_sight FROM PUBLIC;
GRANT EXECUTE ON FUNCTION known_sight TO ${appRole};
