-- The time at which something last moved to another place, so that what restricted callers see may have changed. A list of
-- changes does not show them what has left their sight, nor what has entered it with its place.
CREATE TABLE sight_moved (
  organization_id uuid PRIMARY KEY,
  moved_at        timestamptz(3) NOT NULL
);
SELECT isolate_table('sight_moved');

CREATE FUNCTION note_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  change timestamptz := COALESCE(changing_at(), clock_timestamp());
BEGIN
  INSERT INTO sight_moved AS s VALUES (NEW.organization_id, change)
    ON CONFLICT (organization_id) DO UPDATE SET moved_at = EXCLUDED.moved_at WHERE s.moved_at <> EXCLUDED.moved_at;
  RETURN NULL;
END $$;

-- Notes the moves of a table's records: changes of the columns that name their place or subject. Call it after protect_table.
CREATE FUNCTION watch_moves(t regclass) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  moved text;
BEGIN
  SELECT string_agg(format('OLD.%1$I IS DISTINCT FROM NEW.%1$I', a.attname), ' OR ' ORDER BY a.attnum) INTO moved
    FROM pg_attribute a WHERE a.attrelid = t AND a.attnum > 0 AND NOT a.attisdropped AND a.attname IN ('facility_id',
      'control_center_id', 'cyber_system_id', 'cyber_asset_id', 'physical_area_id', 'resource_type', 'resource_id', 'subject_type',
      'subject_id', 'related_resource_type', 'related_resource_id');
  IF moved IS NOT NULL THEN
    EXECUTE format('CREATE OR REPLACE TRIGGER note_move AFTER UPDATE ON %s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION note_move()', t, moved);
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION note_move, watch_moves FROM PUBLIC;

-- The tables of records whose sight depends on their place.
SELECT watch_moves(c.oid::regclass) FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
  WHERE p.polname = 'tenant' AND obj_description(p.oid, 'pg_policy') LIKE 'placed by %'
    AND obj_description(p.oid, 'pg_policy') <> 'placed by organization'
    AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'updated_at');

-- The time of the organization's last move, and of its last change.
CREATE FUNCTION sight_moved_at() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.moved_at FROM sight_moved s WHERE s.organization_id = tenant_organization()
$$;
CREATE FUNCTION last_change_at() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.last_at FROM activity_head h WHERE h.organization_id = tenant_organization()
$$;

-- The times of the last changes of the organizations whose clients wait for one. Times tell nothing of what has changed.
CREATE FUNCTION last_changes(organizations uuid[]) RETURNS TABLE (organization uuid, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.organization_id, h.last_at FROM activity_head h WHERE h.organization_id = ANY (organizations)
$$;
REVOKE EXECUTE ON FUNCTION sight_moved_at, last_change_at, last_changes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sight_moved_at, last_change_at, last_changes TO ${appRole};
