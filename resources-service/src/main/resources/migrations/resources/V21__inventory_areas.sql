-- Takes assets out of the areas in which they no longer are: those of another place than their system's, and all areas of
-- a deleted asset. Runs as the owner of the tables, because a caller who may move an asset need not see its former areas.
-- Returns each area that lost assets, for the log.
CREATE FUNCTION leave_areas(assets uuid[]) RETURNS TABLE (area uuid, gone uuid[])
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM physical_area_cyber_asset l USING physical_area p, cyber_asset a, cyber_system s
    WHERE l.organization_id = tenant_organization() AND l.cyber_asset_id = ANY (assets)
      AND p.organization_id = l.organization_id AND p.id = l.physical_area_id AND p.deleted_at IS NULL
      AND a.organization_id = l.organization_id AND a.id = l.cyber_asset_id
      AND s.organization_id = l.organization_id AND s.id = a.cyber_system_id
      AND (a.deleted_at IS NOT NULL OR p.facility_id IS DISTINCT FROM s.facility_id
        OR p.control_center_id IS DISTINCT FROM s.control_center_id)
    RETURNING l.physical_area_id, l.cyber_asset_id),
  changed AS (
    UPDATE physical_area p SET updated_at = change_time()
    WHERE p.organization_id = tenant_organization() AND p.id IN (SELECT physical_area_id FROM gone))
  SELECT physical_area_id, array_agg(cyber_asset_id ORDER BY cyber_asset_id) FROM gone GROUP BY physical_area_id ORDER BY 1
$$;
REVOKE EXECUTE ON FUNCTION leave_areas FROM PUBLIC;
GRANT EXECUTE ON FUNCTION leave_areas TO ${appRole};
