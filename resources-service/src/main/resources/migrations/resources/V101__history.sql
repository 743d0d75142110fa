-- What records were: each change keeps the row before it, until the time of the change. A list as of a time reads, of each
-- record, the row that held then. Counts are kept without a time of change, so history does not have theirs.

-- As before, and more: history is for the versions of a record. A restricted caller sees those of records that it sees now, and
-- of these no version whose place then is out of its sight.
ALTER FUNCTION placement_condition RENAME TO placement_of_records;
CREATE FUNCTION placement_condition(t regclass, placement text, written boolean) RETURNS text
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
  END;
END $$;
REVOKE EXECUTE ON FUNCTION placement_condition FROM PUBLIC;

-- Keeps the versions of a table's records in the table of that name with _version, and makes the view with _history, which has
-- all rows that were or are, each until the time at which it was superseded. The table must not get columns afterwards.
CREATE FUNCTION keep_history(t regclass) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  versions text := t || '_version';
  columns text := (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = t AND attnum > 0 AND NOT attisdropped);
BEGIN
  EXECUTE format('CREATE TABLE %I (LIKE %s)', versions, t);
  EXECUTE format('ALTER TABLE %I ADD superseded_at timestamptz(3) NOT NULL, ADD PRIMARY KEY (organization_id, id, superseded_at)', versions);
  PERFORM isolate_table(versions::regclass);
  PERFORM restrict_table(versions::regclass, 'history');
  EXECUTE format('GRANT SELECT ON %I TO ${appRole}', versions);
  EXECUTE format('CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $f$
    BEGIN
      INSERT INTO %I (%s, superseded_at) SELECT b.*, a.updated_at FROM before_change b JOIN after_change a USING (organization_id, id)
        WHERE b.updated_at <> a.updated_at;
      RETURN NULL;
    END $f$', versions || '_kept', versions, columns);
  EXECUTE format('CREATE TRIGGER history AFTER UPDATE ON %s REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
    FOR EACH STATEMENT EXECUTE FUNCTION %I()', t, versions || '_kept');
  EXECUTE format('CREATE VIEW %I WITH (security_invoker = true) AS SELECT %s, ''infinity''::timestamptz(3) AS superseded_at FROM %s
    UNION ALL SELECT %s, superseded_at FROM %I', t || '_history', columns, t, columns, versions);
  EXECUTE format('GRANT SELECT ON %I TO ${appRole}', t || '_history');
END $$;
REVOKE EXECUTE ON FUNCTION keep_history FROM PUBLIC;

SELECT keep_history('control_center');
SELECT keep_history('facility');
SELECT keep_history('cyber_system');
SELECT keep_history('cyber_asset');

-- The first time of which history tells: that of this migration, or of the last change before it if the clock went back.
DO $$ BEGIN
  EXECUTE format('CREATE FUNCTION history_begin() RETURNS timestamptz LANGUAGE sql IMMUTABLE RETURN %L::timestamptz',
    (SELECT GREATEST(date_trunc('milliseconds', clock_timestamp()), max(h.last_at)) FROM activity_head h));
END $$;

-- The times between which lists can be asked for. It waits for the change under way, and the last is over,
-- so no change with a time up to then can follow.
CREATE FUNCTION history_bounds(OUT first timestamptz, OUT last timestamptz) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM activity_head h WHERE h.organization_id = tenant_organization() FOR SHARE;
  first := history_begin();
  last := date_trunc('milliseconds', clock_timestamp()) - interval '1 millisecond';
END $$;
REVOKE EXECUTE ON FUNCTION history_bounds FROM PUBLIC;
GRANT EXECUTE ON FUNCTION history_bounds TO ${appRole};
