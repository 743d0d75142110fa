-- As before, with fewer entries of the index read. PostgreSQL reads all entries of a system on a page of the index, though only
-- the first one is wanted, unless a condition ends the scan. Such an end comes from some of the systems: the page cannot go beyond
-- what they would fill it with by themselves.
CREATE OR REPLACE FUNCTION assets_of_systems(systems uuid[], after uuid, portion integer, gone boolean) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  organization uuid := tenant_organization();
  looked_at integer;
  found uuid[];
  last uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
BEGIN
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
  END IF;
  IF cardinality(systems) > 16 THEN
    SELECT COALESCE(assets[portion], last) INTO last FROM (SELECT ARRAY(
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
