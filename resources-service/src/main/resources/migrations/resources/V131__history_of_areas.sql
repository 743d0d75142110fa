-- What physical areas were, with the assets in them: a link of both has the time of its change, and is kept when it ends.

-- As before, and more: the versions of areas, and of their links to assets.
CREATE OR REPLACE FUNCTION placement_by_list(t regclass, placement text, written boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF placement <> 'history' THEN
    RETURN placement_of_records(t, placement, written);
  END IF;
  RETURN CASE t::text
    WHEN 'control_center_version' THEN 'id IN (SELECT unnest(seen_centers()))'
    WHEN 'facility_version' THEN 'id IN (SELECT unnest(seen_facilities())) AND facility_is_seen(id, control_center_id)'
    WHEN 'cyber_system_version' THEN 'id IN (SELECT unnest(seen_systems())) AND place_is_seen(id, facility_id, control_center_id)'
    WHEN 'cyber_asset_version' THEN 'cyber_system_id IN (SELECT unnest(seen_systems()))
      AND EXISTS (SELECT FROM cyber_asset place WHERE place.id = cyber_asset_version.id)'
    WHEN 'physical_area_version' THEN
      '(facility_id IN (SELECT unnest(seen_facilities())) OR control_center_id IN (SELECT unnest(seen_centers())))
      AND EXISTS (SELECT FROM physical_area place WHERE place.id = physical_area_version.id)'
    WHEN 'physical_area_cyber_asset_version' THEN
      'EXISTS (SELECT FROM physical_area place WHERE place.id = physical_area_cyber_asset_version.physical_area_id)
      AND EXISTS (SELECT FROM cyber_asset place WHERE place.id = physical_area_cyber_asset_version.cyber_asset_id)'
  END;
END $$;

SELECT keep_history('physical_area');

-- Links of before have no time of their own, and lists are not told of times before this migration.
ALTER TABLE physical_area_cyber_asset ADD COLUMN linked_at timestamptz(3) NOT NULL DEFAULT '-infinity';
ALTER TABLE physical_area_cyber_asset ALTER linked_at SET DEFAULT COALESCE(changing_at(), clock_timestamp());

CREATE TABLE physical_area_cyber_asset_version (
  organization_id  uuid NOT NULL,
  physical_area_id uuid NOT NULL,
  cyber_asset_id   uuid NOT NULL,
  linked_at        timestamptz(3) NOT NULL,
  superseded_at    timestamptz(3) NOT NULL,
  PRIMARY KEY (organization_id, physical_area_id, cyber_asset_id, superseded_at)
);
SELECT isolate_table('physical_area_cyber_asset_version');
SELECT restrict_table('physical_area_cyber_asset_version', 'history');
GRANT SELECT ON physical_area_cyber_asset_version TO ${appRole};

CREATE FUNCTION physical_area_cyber_asset_version_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  change timestamptz := COALESCE(changing_at(), clock_timestamp());
BEGIN
  INSERT INTO physical_area_cyber_asset_version
    SELECT b.organization_id, b.physical_area_id, b.cyber_asset_id, b.linked_at, change FROM before_change b
    WHERE b.linked_at <> change;
  RETURN NULL;
END $$;
CREATE TRIGGER history AFTER DELETE ON physical_area_cyber_asset REFERENCING OLD TABLE AS before_change
  FOR EACH STATEMENT EXECUTE FUNCTION physical_area_cyber_asset_version_kept();

CREATE VIEW physical_area_cyber_asset_history WITH (security_invoker = true) AS
  SELECT organization_id, physical_area_id, cyber_asset_id, linked_at, 'infinity'::timestamptz(3) AS superseded_at
    FROM physical_area_cyber_asset
  UNION ALL SELECT organization_id, physical_area_id, cyber_asset_id, linked_at, superseded_at FROM physical_area_cyber_asset_version;
GRANT SELECT ON physical_area_cyber_asset_history TO ${appRole};

-- The first times of which history tells: of areas that of this migration, or of the last change before it if the clock went
-- back.
DO $$ BEGIN
  EXECUTE format('CREATE FUNCTION history_begin(kind text) RETURNS timestamptz LANGUAGE sql IMMUTABLE
    RETURN CASE kind WHEN ''physical_area'' THEN %L::timestamptz ELSE history_begin() END',
    (SELECT GREATEST(date_trunc('milliseconds', clock_timestamp()), max(h.last_at)) FROM activity_head h));
END $$;

-- As history_bounds(), for the records of a table.
CREATE FUNCTION history_bounds(kind text, OUT first timestamptz, OUT last timestamptz) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  SELECT b.last INTO last FROM history_bounds() b;
  first := history_begin(kind);
END $$;
REVOKE EXECUTE ON FUNCTION history_bounds(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION history_bounds(text) TO ${appRole};
