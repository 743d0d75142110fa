-- A statement that reads one record decides from that record upward whether a restricted caller sees it, because all systems of
-- fifty facilities take many times as long as the record. It says so by the setting app.sight. Both ways see the same.
CREATE FUNCTION sight_by_row() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN COALESCE(current_setting('app.sight', true), '') = 'row';

-- Whether the caller sees a stored system, as seen_systems() has it.
CREATE FUNCTION system_is_seen(system uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  facility uuid;
  center uuid;
BEGIN
  SELECT s.facility_id, s.control_center_id INTO facility, center FROM cyber_system s WHERE s.id = system;
  RETURN FOUND AND place_is_seen(system, facility, center);
END $$;
REVOKE EXECUTE ON FUNCTION system_is_seen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_is_seen TO ${appRole};

-- As before, and more: what is placed by a system is judged in the way of the statement. Rows that are written are already judged
-- by their own values.
ALTER FUNCTION placement_condition(regclass, text, boolean) RENAME TO placement_by_list;
CREATE FUNCTION placement_condition(t regclass, placement text, written boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  by_list text := placement_by_list(t, placement, written);
BEGIN
  RETURN CASE WHEN placement <> 'system' OR written THEN by_list
    ELSE format('CASE WHEN (SELECT sight_by_row()) THEN %s ELSE %s END',
      CASE WHEN t = 'cyber_system'::regclass THEN 'place_is_seen(id, facility_id, control_center_id)'
        ELSE format('system_is_seen(%s.cyber_system_id)', t) END, by_list) END;
END $$;
REVOKE EXECUTE ON FUNCTION placement_condition FROM PUBLIC;

SELECT restrict_table(c.oid::regclass, VARIADIC string_to_array(replace(obj_description(p.oid, 'pg_policy'), 'placed by ', ''), ', '))
  FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'tenant'
  WHERE 'system' = ANY (string_to_array(replace(obj_description(p.oid, 'pg_policy'), 'placed by ', ''), ', '));
