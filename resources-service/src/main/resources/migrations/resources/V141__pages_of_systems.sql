-- The first ids after one, of the assets of some systems. The page of a control center with 17,000 assets was sorted out of all
-- their ids, though each system has its own in order. To find a system's next asset takes as long as to read twenty more of it, so
-- up to as many systems as ids are wanted are each asked for all. Of more systems, those with the lowest next ids are asked:
-- so many systems as ids are wanted contain them all. Of far more, the next assets of all have enough if the systems have a good
-- part of them, so these are looked at first. Read the records of these ids under row-level security.
CREATE FUNCTION assets_of_systems(systems uuid[], after uuid, portion integer, gone boolean) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  organization uuid := tenant_organization();
  nearest uuid[] := systems;
  looked_at integer;
  found uuid[];
BEGIN
  IF cardinality(systems) > 4 * portion THEN
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
  IF cardinality(systems) > portion THEN
    nearest := ARRAY(SELECT s.id FROM unnest(systems) s(id), LATERAL (
      SELECT a.id FROM cyber_asset a
      WHERE a.organization_id = organization AND a.cyber_system_id = s.id AND a.id > after AND (gone OR a.deleted_at IS NULL)
      ORDER BY a.id LIMIT 1) first
    ORDER BY first.id LIMIT portion);
  END IF;
  RETURN QUERY SELECT more.id FROM unnest(nearest) s(id), LATERAL (
    SELECT a.id FROM cyber_asset a
    WHERE a.organization_id = organization AND a.cyber_system_id = s.id AND a.id > after AND (gone OR a.deleted_at IS NULL)
    ORDER BY a.id LIMIT portion) more
  ORDER BY more.id LIMIT portion;
END $$;

-- As before, by the same way.
CREATE OR REPLACE FUNCTION seen_assets(after uuid, portion integer, gone boolean) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT assets_of_systems(seen_systems(), after, portion, gone)
$$;
REVOKE EXECUTE ON FUNCTION assets_of_systems FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assets_of_systems TO ${appRole};
