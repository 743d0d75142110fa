-- The rows of an import until it is stored or refused. They are staged without holding up other changes of the organization,
-- checked together, and removed with the end of the request. The table is not logged, because after a crash nobody needs them.
CREATE UNLOGGED TABLE import_row (
  organization_id uuid NOT NULL,
  import_id       uuid NOT NULL,
  row_number      integer NOT NULL,
  id              uuid NOT NULL,
  asset_tag       text,
  cyber_system_id uuid,
  record          json,
  PRIMARY KEY (organization_id, import_id, row_number)
);
SELECT protect_table('import_row', 'organization');

-- The tags of an import that live assets have, also those that a restricted caller does not see, because a tag is unique in
-- the organization. A POST of one asset tells the same. It is a hash join of the organization's tags, whatever the planner
-- takes for cheaper: it knows too little of a table that is filled and emptied all the time.
CREATE FUNCTION taken_tags(import uuid) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET enable_nestloop = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
  SELECT r.asset_tag FROM import_row r JOIN cyber_asset a ON a.asset_tag = r.asset_tag
  WHERE r.organization_id = (SELECT tenant_organization()) AND r.import_id = import
    AND a.organization_id = (SELECT tenant_organization()) AND a.deleted_at IS NULL
$$;

-- Removes what a process has left that was killed during an import, of all organizations. The id of an import tells its time.
CREATE POLICY owner_sweeps ON import_row TO CURRENT_USER USING (uuid_extract_timestamp(import_id) < now() - interval '1 hour');
CREATE FUNCTION sweep_imports() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM import_row WHERE uuid_extract_timestamp(import_id) < now() - interval '1 hour'
$$;
REVOKE EXECUTE ON FUNCTION taken_tags, sweep_imports FROM PUBLIC;
GRANT EXECUTE ON FUNCTION taken_tags, sweep_imports TO ${appRole};
