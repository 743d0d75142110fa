-- Counts are kept with the records, because counting at each read takes longer the more records there are. Triggers keep
-- them in the transaction of each change, for single statements and for those of a hundred thousand rows alike. They
-- see every row of the organization, also for restricted callers, as their functions run as the owner of the tables.
ALTER TABLE control_center
  ADD COLUMN managed_facilities_count integer NOT NULL DEFAULT 0,
  ADD COLUMN cyber_systems_count integer NOT NULL DEFAULT 0,
  ADD COLUMN cyber_assets_count integer NOT NULL DEFAULT 0;
ALTER TABLE cyber_system ADD COLUMN cyber_assets_count integer NOT NULL DEFAULT 0;

-- Counts anew what the triggers keep, for data that was loaded past them. It changes only what is wrong.
CREATE FUNCTION recount_inventory() RETURNS void LANGUAGE sql AS $$
  WITH counted AS (
    SELECT a.organization_id, a.cyber_system_id AS id, count(*) AS assets FROM cyber_asset a WHERE a.deleted_at IS NULL GROUP BY 1, 2)
  UPDATE cyber_system s SET cyber_assets_count = COALESCE(c.assets, 0)
  FROM cyber_system t LEFT JOIN counted c ON c.organization_id = t.organization_id AND c.id = t.id
  WHERE s.organization_id = t.organization_id AND s.id = t.id AND s.cyber_assets_count <> COALESCE(c.assets, 0);
  WITH facilities AS (
    SELECT f.organization_id, f.control_center_id AS id, count(*) AS n FROM facility f WHERE f.deleted_at IS NULL GROUP BY 1, 2),
  systems AS (
    SELECT s.organization_id, s.control_center_id AS id, count(*) AS n, sum(s.cyber_assets_count) AS assets
    FROM cyber_system s WHERE s.deleted_at IS NULL GROUP BY 1, 2)
  UPDATE control_center c SET managed_facilities_count = COALESCE(f.n, 0), cyber_systems_count = COALESCE(s.n, 0),
    cyber_assets_count = COALESCE(s.assets, 0)
  FROM control_center t
    LEFT JOIN facilities f ON f.organization_id = t.organization_id AND f.id = t.id
    LEFT JOIN systems s ON s.organization_id = t.organization_id AND s.id = t.id
  WHERE c.organization_id = t.organization_id AND c.id = t.id
    AND (c.managed_facilities_count, c.cyber_systems_count, c.cyber_assets_count)
      IS DISTINCT FROM (COALESCE(f.n, 0), COALESCE(s.n, 0), COALESCE(s.assets, 0));
$$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['control_center', 'facility', 'cyber_system', 'cyber_asset'] LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', t);
  END LOOP;
  PERFORM recount_inventory();
  FOREACH t IN ARRAY ARRAY['control_center', 'facility', 'cyber_system', 'cyber_asset'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

CREATE FUNCTION keep_asset_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE cyber_system s SET cyber_assets_count = s.cyber_assets_count + d.n
    FROM (SELECT organization_id, cyber_system_id, count(*) AS n FROM added WHERE deleted_at IS NULL GROUP BY 1, 2) d
    WHERE s.organization_id = d.organization_id AND s.id = d.cyber_system_id;
  ELSE
    UPDATE cyber_system s SET cyber_assets_count = s.cyber_assets_count + d.n
    FROM (SELECT organization_id, cyber_system_id, sum(n) AS n FROM (
        SELECT organization_id, cyber_system_id, 1 AS n FROM added WHERE deleted_at IS NULL
        UNION ALL SELECT organization_id, cyber_system_id, -1 FROM removed WHERE deleted_at IS NULL) changed
      GROUP BY 1, 2 HAVING sum(n) <> 0) d
    WHERE s.organization_id = d.organization_id AND s.id = d.cyber_system_id;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION keep_system_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE control_center c SET cyber_systems_count = c.cyber_systems_count + d.n, cyber_assets_count = c.cyber_assets_count + d.assets
    FROM (SELECT organization_id, control_center_id, count(*) AS n, sum(cyber_assets_count) AS assets
      FROM added WHERE deleted_at IS NULL AND control_center_id IS NOT NULL GROUP BY 1, 2) d
    WHERE c.organization_id = d.organization_id AND c.id = d.control_center_id;
  ELSE
    UPDATE control_center c SET cyber_systems_count = c.cyber_systems_count + d.n, cyber_assets_count = c.cyber_assets_count + d.assets
    FROM (SELECT organization_id, control_center_id, sum(n) AS n, sum(assets) AS assets FROM (
        SELECT organization_id, control_center_id, 1 AS n, cyber_assets_count AS assets
          FROM added WHERE deleted_at IS NULL AND control_center_id IS NOT NULL
        UNION ALL SELECT organization_id, control_center_id, -1, -cyber_assets_count
          FROM removed WHERE deleted_at IS NULL AND control_center_id IS NOT NULL) changed
      GROUP BY 1, 2 HAVING sum(n) <> 0 OR sum(assets) <> 0) d
    WHERE c.organization_id = d.organization_id AND c.id = d.control_center_id;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION keep_facility_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE control_center c SET managed_facilities_count = c.managed_facilities_count + d.n
    FROM (SELECT organization_id, control_center_id, count(*) AS n
      FROM added WHERE deleted_at IS NULL AND control_center_id IS NOT NULL GROUP BY 1, 2) d
    WHERE c.organization_id = d.organization_id AND c.id = d.control_center_id;
  ELSE
    UPDATE control_center c SET managed_facilities_count = c.managed_facilities_count + d.n
    FROM (SELECT organization_id, control_center_id, sum(n) AS n FROM (
        SELECT organization_id, control_center_id, 1 AS n FROM added WHERE deleted_at IS NULL AND control_center_id IS NOT NULL
        UNION ALL SELECT organization_id, control_center_id, -1
          FROM removed WHERE deleted_at IS NULL AND control_center_id IS NOT NULL) changed
      GROUP BY 1, 2 HAVING sum(n) <> 0) d
    WHERE c.organization_id = d.organization_id AND c.id = d.control_center_id;
  END IF;
  RETURN NULL;
END $$;

-- Records are deleted softly, which is an update, so there is no trigger for DELETE.
DO $$
DECLARE kept text[];
BEGIN
  FOREACH kept SLICE 1 IN ARRAY ARRAY[['cyber_asset', 'keep_asset_counts'], ['cyber_system', 'keep_system_counts'],
      ['facility', 'keep_facility_counts']] LOOP
    EXECUTE format('CREATE TRIGGER kept_counts_of_new AFTER INSERT ON %I REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION %I()', kept[1], kept[2]);
    EXECUTE format('CREATE TRIGGER kept_counts_of_changed AFTER UPDATE ON %I REFERENCING OLD TABLE AS removed NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION %I()', kept[1], kept[2]);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION keep_asset_counts, keep_system_counts, keep_facility_counts, recount_inventory FROM PUBLIC;
