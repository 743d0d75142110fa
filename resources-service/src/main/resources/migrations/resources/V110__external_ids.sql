-- The ids that records have in other systems. A record shows them from its own column, so reading costs nothing more; this table
-- finds records by them, and lets one live record of a kind have an id of a source. Only triggers write it.
CREATE TABLE external_id (
  organization_id uuid NOT NULL,
  resource_type   text NOT NULL,
  source          text NOT NULL,
  id              text NOT NULL,
  resource_id     uuid NOT NULL,
  CONSTRAINT external_id_unique PRIMARY KEY (organization_id, resource_type, source, id)
);
CREATE INDEX external_id_by_resource ON external_id (organization_id, resource_id);
SELECT protect_table('external_id', 'subject');
REVOKE INSERT, UPDATE, DELETE ON external_id FROM ${appRole};

CREATE FUNCTION keep_external_ids() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM external_id e WHERE e.organization_id = NEW.organization_id AND e.resource_id = NEW.id;
  IF NEW.deleted_at IS NULL THEN
    INSERT INTO external_id SELECT NEW.organization_id, TG_TABLE_NAME, i.source, i.id, NEW.id
      FROM json_to_recordset(NEW.external_ids) AS i(source text, id text);
  END IF;
  RETURN NULL;
END $$;

-- Lets the history of a table follow columns that the table has got since: versions get them without a value.
CREATE FUNCTION extend_history(t regclass) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  versions text := t || '_version';
  columns text;
  more record;
BEGIN
  FOR more IN SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type FROM pg_attribute a
    WHERE a.attrelid = t AND a.attnum > 0 AND NOT a.attisdropped AND NOT EXISTS (SELECT FROM pg_attribute v
      WHERE v.attrelid = versions::regclass AND v.attname = a.attname AND NOT v.attisdropped) ORDER BY a.attnum LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN %I %s', versions, more.attname, more.type);
  END LOOP;
  columns := (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = t AND attnum > 0 AND NOT attisdropped);
  EXECUTE format('CREATE OR REPLACE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $f$
    BEGIN
      INSERT INTO %I (%s, superseded_at) SELECT b.*, a.updated_at FROM before_change b JOIN after_change a USING (organization_id, id)
        WHERE b.updated_at <> a.updated_at;
      RETURN NULL;
    END $f$', versions || '_kept', versions, columns);
  EXECUTE format('DROP VIEW %I', t || '_history');
  EXECUTE format('CREATE VIEW %I WITH (security_invoker = true) AS SELECT %s, ''infinity''::timestamptz(3) AS superseded_at FROM %s
    UNION ALL SELECT %s, superseded_at FROM %I', t || '_history', columns, t, columns, versions);
  EXECUTE format('GRANT SELECT ON %I TO ${appRole}', t || '_history');
END $$;

-- Gives the records of a table with history external ids. The triggers run only for records that have or had some.
CREATE FUNCTION add_external_ids(t regclass) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ADD COLUMN external_ids json', t);
  EXECUTE format('CREATE TRIGGER external_ids_of_new AFTER INSERT ON %s FOR EACH ROW
    WHEN (NEW.external_ids IS NOT NULL) EXECUTE FUNCTION keep_external_ids()', t);
  EXECUTE format('CREATE TRIGGER external_ids_of_changed AFTER UPDATE ON %s FOR EACH ROW
    WHEN (OLD.external_ids::text IS DISTINCT FROM NEW.external_ids::text
      OR (NEW.external_ids IS NOT NULL AND (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL)))
    EXECUTE FUNCTION keep_external_ids()', t);
  PERFORM extend_history(t);
END $$;
REVOKE EXECUTE ON FUNCTION keep_external_ids, extend_history, add_external_ids FROM PUBLIC;

SELECT add_external_ids('cyber_asset');
