-- The lowest and the highest id of each system's assets, deleted ones included. assets_of_systems reads them to leave out systems whose
-- assets all come before or after a page: ids ascend with time, and the assets of a system are mostly made together. A range may be wider than
-- its assets, because nothing narrows it when assets move to another system.
CREATE TABLE cyber_asset_range (
  organization_id uuid NOT NULL,
  cyber_system_id uuid NOT NULL,
  first_id uuid NOT NULL,
  last_id uuid NOT NULL,
  PRIMARY KEY (organization_id, cyber_system_id) INCLUDE (first_id, last_id));
SELECT isolate_table('cyber_asset_range');

-- The owner is bound by row-level security too, and a migration has no organization.
ALTER TABLE cyber_system NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cyber_asset NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cyber_asset_range NO FORCE ROW LEVEL SECURITY;
INSERT INTO cyber_asset_range SELECT s.organization_id, s.id, first.id, last.id FROM cyber_system s,
  LATERAL (SELECT a.id FROM cyber_asset a WHERE a.organization_id = s.organization_id AND a.cyber_system_id = s.id
    ORDER BY a.id LIMIT 1) first,
  LATERAL (SELECT a.id FROM cyber_asset a WHERE a.organization_id = s.organization_id AND a.cyber_system_id = s.id
    ORDER BY a.id DESC LIMIT 1) last;
ALTER TABLE cyber_system FORCE ROW LEVEL SECURITY;
ALTER TABLE cyber_asset FORCE ROW LEVEL SECURITY;
ALTER TABLE cyber_asset_range FORCE ROW LEVEL SECURITY;

CREATE FUNCTION widen_asset_ranges() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO cyber_asset_range AS r
    SELECT organization_id, cyber_system_id, min(id::text COLLATE "C")::uuid, max(id::text COLLATE "C")::uuid FROM added GROUP BY 1, 2
    ON CONFLICT (organization_id, cyber_system_id) DO UPDATE
      SET first_id = least(r.first_id, EXCLUDED.first_id), last_id = greatest(r.last_id, EXCLUDED.last_id)
      WHERE EXCLUDED.first_id < r.first_id OR EXCLUDED.last_id > r.last_id;
  RETURN NULL;
END $$;
CREATE FUNCTION widen_asset_range() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO cyber_asset_range AS r VALUES (NEW.organization_id, NEW.cyber_system_id, NEW.id, NEW.id)
    ON CONFLICT (organization_id, cyber_system_id) DO UPDATE
      SET first_id = least(r.first_id, NEW.id), last_id = greatest(r.last_id, NEW.id)
      WHERE NEW.id < r.first_id OR NEW.id > r.last_id;
  RETURN NULL;
END $$;
CREATE TRIGGER range_of_new AFTER INSERT ON cyber_asset REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION widen_asset_ranges();
CREATE TRIGGER range_of_moved AFTER UPDATE ON cyber_asset FOR EACH ROW
  WHEN (OLD.cyber_system_id <> NEW.cyber_system_id) EXECUTE FUNCTION widen_asset_range();
REVOKE EXECUTE ON FUNCTION widen_asset_ranges, widen_asset_range FROM PUBLIC;

-- As before, with fewer systems: the page cannot go beyond what the systems with the lowest assets would fill it with by themselves,
-- so systems whose assets begin later are left out.
CREATE OR REPLACE FUNCTION assets_of_systems(systems uuid[], after uuid, portion integer, gone boolean) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  organization uuid := tenant_organization();
  starts uuid[];
  looked_at integer;
  found uuid[];
  last uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
BEGIN
  IF cardinality(systems) > 16 THEN
    SELECT array_agg(r.cyber_system_id ORDER BY r.first_id), array_agg(r.first_id ORDER BY r.first_id) INTO systems, starts
      FROM cyber_asset_range r WHERE r.organization_id = organization AND r.cyber_system_id = ANY (systems) AND r.last_id > after;
    SELECT COALESCE(assets[portion], last) INTO last FROM (SELECT ARRAY(
      SELECT assets_of_systems(systems[:16], after, portion, gone)) AS assets) of_some;
    systems := systems[:width_bucket(last, starts)];
  END IF;
  IF cardinality(systems) > 2 * portion THEN
    SELECT count(*), array_agg(near.id ORDER BY near.id) FILTER (
        WHERE (gone OR near.deleted_at IS NULL) AND near.cyber_system_id IN (SELECT unnest(systems)))
      INTO looked_at, found FROM (
        SELECT a.id, a.cyber_system_id, a.deleted_at FROM cyber_asset a
        WHERE a.organization_id = organization AND a.id > after ORDER BY a.id LIMIT 16 * portion) near;
    IF cardinality(found) >= portion OR looked_at < 16 * portion THEN
      RETURN QUERY SELECT unnest(found[:portion]);
      RETURN;
    END IF;
    SELECT least(last, assets[portion]) INTO last FROM (SELECT ARRAY(
      SELECT assets_of_systems(
        ARRAY(SELECT s.id FROM unnest(systems) WITH ORDINALITY s(id, n) WHERE n % 16 = 0), after, portion, gone)) AS assets) of_some;
  END IF;
  RETURN QUERY SELECT more.id FROM unnest(systems) s(id), LATERAL (
    SELECT a.id FROM cyber_asset a
    WHERE a.organization_id = organization AND a.cyber_system_id = s.id AND a.id > after AND a.id <= last
      AND (gone OR a.deleted_at IS NULL)
    ORDER BY a.id LIMIT portion) more
  ORDER BY more.id LIMIT portion;
END $$;
