-- The next changes that a restricted caller sees were read from all assets in its sight when the next changes of all had too few of
-- them, a hundred thousand under one control center. This index has each system's changes in order, so only the next change of each
-- system is looked at. Its condition is true of every asset, and keeps the planner from using it for lists in the order of ids.
CREATE INDEX cyber_asset_by_cyber_system_change ON cyber_asset (organization_id, cyber_system_id, updated_at, id)
  WHERE updated_at > '-infinity';

CREATE OR REPLACE FUNCTION seen_assets(after timestamptz, after_id uuid, portion integer, gone boolean) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  organization uuid := tenant_organization();
  systems uuid[] := seen_systems();
  looked_at integer;
  found uuid[];
BEGIN
  IF cardinality(systems) > portion THEN
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
  END IF;
  RETURN QUERY WITH nearest AS MATERIALIZED (
    SELECT s.id AS system, first.updated_at, first.id FROM unnest(systems) s(id), LATERAL (
      SELECT a.updated_at, a.id FROM cyber_asset a
      WHERE a.organization_id = organization AND a.cyber_system_id = s.id AND (a.updated_at, a.id) > (after, after_id)
        AND a.updated_at > '-infinity' AND (gone OR a.deleted_at IS NULL)
      ORDER BY a.updated_at, a.id LIMIT 1) first
    ORDER BY first.updated_at, first.id LIMIT portion)
  SELECT more.id FROM nearest, LATERAL (
    SELECT a.updated_at, a.id FROM cyber_asset a
    WHERE a.organization_id = organization AND a.cyber_system_id = nearest.system
      AND (a.updated_at, a.id) >= (nearest.updated_at, nearest.id) AND a.updated_at > '-infinity'
      AND (gone OR a.deleted_at IS NULL)
    ORDER BY a.updated_at, a.id LIMIT portion) more
  ORDER BY more.updated_at, more.id LIMIT portion;
END $$;
