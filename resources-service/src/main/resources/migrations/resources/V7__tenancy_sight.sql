-- What a restricted caller sees is computed once per statement, as arrays of ids, and stated for each table by one call
-- of protect_table. Policies unnest the arrays, because PostgreSQL hashes a sub-query, but searches an array that is no
-- constant from end to end for each row.

-- The places of each restriction that names any. A restriction without places limits operations only, so it means all
-- places. app.restrictions is a JSON array of objects with the arrays facilities, controlCenters and cyberSystems of ids.
CREATE FUNCTION tenant_places() RETURNS TABLE (facilities uuid[], centers uuid[], systems uuid[])
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT COALESCE(r.facilities, '{}'), COALESCE(r."controlCenters", '{}'), COALESCE(r."cyberSystems", '{}')
  FROM json_to_recordset(COALESCE(NULLIF(current_setting('app.restrictions', true), ''), '[]')::json)
    AS r(facilities uuid[], "controlCenters" uuid[], "cyberSystems" uuid[])
  WHERE cardinality(r.facilities) > 0 OR cardinality(r."controlCenters") > 0 OR cardinality(r."cyberSystems") > 0
$$;

CREATE OR REPLACE FUNCTION tenant_restricted() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN COALESCE(current_setting('app.restrictions', true), '') <> '' AND EXISTS (SELECT FROM tenant_places());
END $$;

-- Each restriction must be satisfied, by any of its places. A control center brings the facilities that it manages, and a
-- facility or control center the systems in it. These functions belong to the owner, whom the policy tenant binds and the
-- policy restriction does not. They return NULL for a caller who is not restricted.
CREATE FUNCTION seen_centers() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  place record;
  seen uuid[];
BEGIN
  FOR place IN SELECT * FROM tenant_places() LOOP
    seen := ARRAY(SELECT unnest(place.centers) INTERSECT SELECT unnest(COALESCE(seen, place.centers)));
  END LOOP;
  RETURN seen;
END $$;

CREATE FUNCTION seen_facilities() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  place record;
  those uuid[];
  seen uuid[];
BEGIN
  FOR place IN SELECT * FROM tenant_places() LOOP
    those := ARRAY(
      SELECT f.id FROM facility f WHERE f.id = ANY (place.facilities) OR f.control_center_id = ANY (place.centers));
    seen := CASE WHEN seen IS NULL THEN those ELSE ARRAY(SELECT unnest(seen) INTERSECT SELECT unnest(those)) END;
  END LOOP;
  RETURN seen;
END $$;

CREATE FUNCTION seen_systems() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  place record;
  around uuid[];
  those uuid[];
  seen uuid[];
BEGIN
  FOR place IN SELECT * FROM tenant_places() LOOP
    around := place.facilities || ARRAY(SELECT f.id FROM facility f WHERE f.control_center_id = ANY (place.centers));
    those := ARRAY(
      SELECT s.id FROM cyber_system s
      WHERE s.id = ANY (place.systems) OR s.facility_id = ANY (around) OR s.control_center_id = ANY (place.centers));
    seen := CASE WHEN seen IS NULL THEN those ELSE ARRAY(SELECT unnest(seen) INTERSECT SELECT unnest(those)) END;
  END LOOP;
  RETURN seen;
END $$;

-- Whether a row that is being written lies in the caller's sight, judged by its own values.
CREATE FUNCTION place_is_seen(system uuid, facility uuid, center uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  manager uuid;
BEGIN
  IF center IS NULL THEN
    SELECT f.control_center_id INTO manager FROM facility f WHERE f.id = place_is_seen.facility;
  END IF;
  RETURN NOT EXISTS (SELECT FROM tenant_places() p
    WHERE NOT COALESCE(system = ANY (p.systems), false)
      AND NOT COALESCE(facility = ANY (p.facilities), false)
      AND NOT COALESCE(COALESCE(center, manager) = ANY (p.centers), false));
END $$;

-- As place_is_seen, for a facility with the control center that manages it.
CREATE FUNCTION facility_is_seen(facility uuid, center uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN place_is_seen(NULL, facility, COALESCE(center, '00000000-0000-0000-0000-000000000000'));

-- The time of the change under way, or NULL. Rows with this time were written in this transaction, after the arrays of
-- the statement were computed.
CREATE FUNCTION changing_at() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('app.changed_at', true), '')::timestamptz;

-- The tables whose records are a matter of permission alone.
CREATE FUNCTION open_tables() RETURNS text[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT array_agg(c.relname::text) FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
  WHERE p.polname = 'tenant' AND obj_description(p.oid, 'pg_policy') = 'placed by organization'
$$;

-- The condition on a row of a placement: facility, control_center, system, asset or area by the column that names it (the
-- table's own id in the place's own table), subject by the two columns that name what the row refers to, activity for
-- links of the log, organization for a matter of permission alone. A row without a place or subject is not seen.
CREATE FUNCTION placement_condition(t regclass, placement text, written boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  kind text;
  id text;
BEGIN
  CASE placement
    WHEN 'facility' THEN
      IF t <> 'facility'::regclass THEN
        RETURN format('%s.facility_id IN (SELECT unnest(seen_facilities()))', t);
      END IF;
      RETURN CASE WHEN written THEN 'facility_is_seen(id, control_center_id)'
        ELSE 'id IN (SELECT unnest(seen_facilities()))
          OR (updated_at = (SELECT changing_at()) AND facility_is_seen(id, control_center_id))' END;
    WHEN 'control_center' THEN
      RETURN format('%s.%s IN (SELECT unnest(seen_centers()))', t,
        CASE WHEN t = 'control_center'::regclass THEN 'id' ELSE 'control_center_id' END);
    WHEN 'system' THEN
      IF t <> 'cyber_system'::regclass THEN
        RETURN format('%s.cyber_system_id IN (SELECT unnest(seen_systems()))', t);
      END IF;
      RETURN CASE WHEN written THEN 'place_is_seen(id, facility_id, control_center_id)'
        ELSE 'id IN (SELECT unnest(seen_systems()))
          OR (updated_at = (SELECT changing_at()) AND place_is_seen(id, facility_id, control_center_id))' END;
    WHEN 'asset' THEN
      RETURN format('EXISTS (SELECT FROM cyber_asset place WHERE place.id = %s.cyber_asset_id)', t);
    WHEN 'area' THEN
      IF t <> 'physical_area'::regclass THEN
        RETURN format('EXISTS (SELECT FROM physical_area place WHERE place.id = %s.physical_area_id)', t);
      END IF;
      RETURN 'facility_id IN (SELECT unnest(seen_facilities())) OR control_center_id IN (SELECT unnest(seen_centers()))';
    WHEN 'subject' THEN
      SELECT CASE WHEN count(*) > 0 THEN 'resource' ELSE 'subject' END INTO kind
        FROM pg_attribute WHERE attrelid = t AND attname = 'resource_type';
      id := format('%s.%s_id', t, kind);
      RETURN format('CASE %1$s.%2$s_type
          WHEN ''facility'' THEN %3$s IN (SELECT unnest(seen_facilities()))
          WHEN ''control_center'' THEN %3$s IN (SELECT unnest(seen_centers()))
          WHEN ''cyber_system'' THEN %3$s IN (SELECT unnest(seen_systems()))
          WHEN ''cyber_asset'' THEN EXISTS (SELECT FROM cyber_asset place WHERE place.id = %3$s)
          WHEN ''physical_area'' THEN EXISTS (SELECT FROM physical_area place WHERE place.id = %3$s)
          ELSE %3$s IS NOT NULL AND %1$s.%2$s_type = ANY ((SELECT open_tables())::text[]) END', t, kind, id);
    WHEN 'activity' THEN
      RETURN format('EXISTS (SELECT FROM activity entry WHERE entry.link = %s.sequence)', t);
  END CASE;
END $$;

-- Makes a table show each transaction only its organization's rows, the owner's transactions too. The sub-selects make
-- PostgreSQL evaluate a setting once per statement, not once per row.
CREATE FUNCTION isolate_table(t regclass) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('DROP POLICY IF EXISTS tenant ON %s', t);
  EXECUTE format('CREATE POLICY tenant ON %s USING (organization_id = (SELECT tenant_organization()))
    WITH CHECK (organization_id = (SELECT tenant_organization()))', t);
  EXECUTE format('COMMENT ON POLICY tenant ON %s IS ''not placed''', t);
END $$;

-- Limits the application's role to the rows of a table that lie in the caller's sight: all placements must.
CREATE FUNCTION restrict_table(t regclass, VARIADIC placements text[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  read text;
  written text;
BEGIN
  EXECUTE format('DROP POLICY IF EXISTS restriction ON %s', t);
  EXECUTE format('COMMENT ON POLICY tenant ON %s IS %L', t, 'placed by ' || array_to_string(placements, ', '));
  IF placements <> ARRAY['organization'] THEN
    SELECT string_agg('(' || placement_condition(t, placement, false) || ')', ' AND '),
           string_agg('(' || placement_condition(t, placement, true) || ')', ' AND ')
      INTO read, written FROM unnest(placements) placement;
    EXECUTE format('CREATE POLICY restriction ON %s AS RESTRICTIVE TO ${appRole}
      USING (NOT (SELECT tenant_restricted()) OR (%s)) WITH CHECK (NOT (SELECT tenant_restricted()) OR (%s))', t, read, written);
  END IF;
END $$;

-- Everything that a table of records needs: isolation, restriction, grants, times of change, and the index by them. Records
-- are deleted softly, so the application's role may delete only from tables without deleted_at.
CREATE FUNCTION protect_table(t regclass, VARIADIC placements text[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  columns name[] := ARRAY(SELECT attname FROM pg_attribute WHERE attrelid = t AND attnum > 0 AND NOT attisdropped);
BEGIN
  PERFORM isolate_table(t);
  PERFORM restrict_table(t, VARIADIC placements);
  EXECUTE format('REVOKE ALL ON %s FROM ${appRole}', t);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO ${appRole}', t);
  IF NOT 'deleted_at' = ANY (columns) THEN
    EXECUTE format('GRANT DELETE ON %s TO ${appRole}', t);
  END IF;
  IF 'updated_at' = ANY (columns) THEN
    EXECUTE format('ALTER TABLE %s ALTER created_at SET DEFAULT change_time(), ALTER updated_at SET DEFAULT change_time()', t);
    EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON %s (organization_id, updated_at, id)',
      (SELECT relname FROM pg_class WHERE oid = t) || '_by_updated_at', t);
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION isolate_table, restrict_table, protect_table, placement_condition FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION seen_centers, seen_facilities, seen_systems, place_is_seen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seen_centers, seen_facilities, seen_systems, place_is_seen TO ${appRole};

SELECT protect_table('control_center', 'control_center');
SELECT protect_table('facility', 'facility');
SELECT protect_table('cyber_system', 'system');
SELECT protect_table('cyber_asset', 'system');
SELECT protect_table('physical_area', 'area');
SELECT protect_table('physical_area_cyber_asset', 'area', 'asset');
SELECT isolate_table('activity');
SELECT restrict_table('activity', 'subject');
SELECT isolate_table('activity_link');
SELECT restrict_table('activity_link', 'activity');
SELECT isolate_table('activity_head');
SELECT isolate_table('idempotency');

-- The number of changes is not for a restricted caller, and the service reads the head by functions only.
REVOKE SELECT ON activity_head FROM ${appRole};
DROP FUNCTION tenant_sees;

-- The first ids after one, of the assets that a restricted caller sees. They are looked for among the next assets of all,
-- where a caller who sees much finds enough. Else they are read from the systems with the lowest next ids: so many systems
-- as ids are wanted contain them all. Read the records of these ids under row-level security.
DROP INDEX cyber_asset_by_cyber_system;
CREATE INDEX cyber_asset_by_cyber_system ON cyber_asset (organization_id, cyber_system_id, id);

CREATE FUNCTION seen_assets(after uuid, portion integer, gone boolean) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  organization uuid := tenant_organization();
  systems uuid[] := seen_systems();
  looked_at integer;
  found uuid[];
BEGIN
  IF cardinality(systems) > portion THEN
    SELECT count(*), array_agg(near.id ORDER BY near.id) FILTER (
        WHERE (gone OR near.deleted_at IS NULL) AND near.cyber_system_id IN (SELECT unnest(systems)))
      INTO looked_at, found FROM (
        SELECT a.id, a.cyber_system_id, a.deleted_at FROM cyber_asset a
        WHERE a.organization_id = organization AND a.id > after ORDER BY a.id LIMIT 32 * portion) near;
    IF cardinality(found) >= portion OR looked_at < 32 * portion THEN
      RETURN QUERY SELECT unnest(found[:portion]);
      RETURN;
    END IF;
  END IF;
  RETURN QUERY WITH nearest AS MATERIALIZED (
    SELECT s.id AS system, first.id FROM unnest(systems) s(id), LATERAL (
      SELECT a.id FROM cyber_asset a
      WHERE a.organization_id = organization AND a.cyber_system_id = s.id AND a.id > after AND (gone OR a.deleted_at IS NULL)
      ORDER BY a.id LIMIT 1) first
    ORDER BY first.id LIMIT portion)
  SELECT more.id FROM nearest, LATERAL (
    SELECT a.id FROM cyber_asset a
    WHERE a.organization_id = organization AND a.cyber_system_id = nearest.system AND a.id >= nearest.id
      AND (gone OR a.deleted_at IS NULL)
    ORDER BY a.id LIMIT portion) more
  ORDER BY more.id LIMIT portion;
END $$;

-- As above, in the order of changes: among the next changes of all, else among all assets of the systems.
CREATE FUNCTION seen_assets(after timestamptz, after_id uuid, portion integer, gone boolean) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  organization uuid := tenant_organization();
  systems uuid[] := seen_systems();
  looked_at integer;
  found uuid[];
BEGIN
  SELECT count(*), array_agg(near.id ORDER BY near.updated_at, near.id) FILTER (
      WHERE (gone OR near.deleted_at IS NULL) AND near.cyber_system_id IN (SELECT unnest(systems)))
    INTO looked_at, found FROM (
      SELECT a.id, a.updated_at, a.cyber_system_id, a.deleted_at FROM cyber_asset a
      WHERE a.organization_id = organization AND (a.updated_at, a.id) > (after, after_id)
      ORDER BY a.updated_at, a.id LIMIT 32 * portion) near;
  IF cardinality(found) >= portion OR looked_at < 32 * portion THEN
    RETURN QUERY SELECT unnest(found[:portion]);
    RETURN;
  END IF;
  RETURN QUERY SELECT a.id FROM cyber_asset a
    WHERE a.organization_id = organization AND a.cyber_system_id = ANY (systems) AND (gone OR a.deleted_at IS NULL)
      AND (a.updated_at, a.id) > (after, after_id)
    ORDER BY a.updated_at, a.id LIMIT portion;
END $$;
REVOKE EXECUTE ON FUNCTION seen_assets(uuid, integer, boolean), seen_assets(timestamptz, uuid, integer, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seen_assets(uuid, integer, boolean), seen_assets(timestamptz, uuid, integer, boolean) TO ${appRole};
