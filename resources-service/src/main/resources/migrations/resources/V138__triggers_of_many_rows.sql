-- A connection keeps the plan of a trigger's statement from its first use. If that was the change of one record, the rows before
-- and after a change of thousands were joined by comparing each with each. These triggers now take time in proportion to the rows.

-- Makes the trigger's function that follows changes of the words' columns. It groups the rows of both tables, which is no join.
CREATE FUNCTION follow_words(indexed regclass, VARIADIC columns text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  words text := indexed || '_word';
  source text := 'concat_ws('' '', ' || (SELECT string_agg(format('v.%I', c), ', ') FROM unnest(columns) c) || ')';
BEGIN
  EXECUTE format('CREATE OR REPLACE FUNCTION %1$I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $f$
    DECLARE
      organizations uuid[];
      ids uuid[];
      texts text[];
    BEGIN
      SELECT array_agg(c.organization_id), array_agg(c.id), array_agg(c.after) INTO organizations, ids, texts FROM (
        SELECT u.organization_id, u.id, max(u.after) AS after FROM (
          SELECT v.organization_id, v.id, %3$s AS after, NULL AS before FROM after_change v
          UNION ALL SELECT v.organization_id, v.id, NULL, %3$s FROM before_change v) u
        GROUP BY u.organization_id, u.id HAVING max(u.after) IS DISTINCT FROM max(u.before)) c;
      IF ids IS NOT NULL THEN
        DELETE FROM %2$I w USING unnest(organizations, ids) c(organization_id, id)
          WHERE w.organization_id = c.organization_id AND w.record_id = c.id;
        INSERT INTO %2$I SELECT DISTINCT c.organization_id, c.id, left(w, 64)
          FROM unnest(organizations, ids, texts) c(organization_id, id, text), unnest(search_words(c.text)) w;
      END IF;
      RETURN NULL;
    END $f$', words || '_update', words, source);
END $$;

-- As before, with that function.
ALTER FUNCTION index_words(regclass, VARIADIC text[]) RENAME TO make_words;
CREATE FUNCTION index_words(indexed regclass, VARIADIC columns text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM make_words(indexed, VARIADIC columns);
  PERFORM follow_words(indexed, VARIADIC columns);
END $$;
REVOKE EXECUTE ON FUNCTION follow_words, index_words FROM PUBLIC;

SELECT follow_words('control_center', 'center_title', 'center_code');
SELECT follow_words('facility', 'title', 'facility_code');
SELECT follow_words('cyber_system', 'system_title', 'system_code', 'vendor_name');
SELECT follow_words('cyber_asset', 'asset_title', 'asset_tag', 'serial_number');
SELECT follow_words('physical_area', 'name', 'description');
SELECT follow_words('document_type', 'title', 'description');
SELECT follow_words('policy_document', 'title', 'description');
SELECT follow_words('document_section', 'title', 'content');
SELECT follow_words('supporting_document', 'title', 'description');
SELECT follow_words('task', 'title');
SELECT follow_words('training_module', 'title', 'cip_standard');

-- The functions that keep former versions join by hashes or in order, those of tables to come too.
DO $$
DECLARE
  each record;
BEGIN
  FOR each IN SELECT p.oid::regprocedure AS kept FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE '%\_version\_kept' AND p.prosrc LIKE '%after_change%' LOOP
    EXECUTE format('ALTER FUNCTION %s SET enable_nestloop = off', each.kept);
  END LOOP;
  FOREACH each.kept IN ARRAY ARRAY['keep_history(regclass)', 'extend_history(regclass)']::regprocedure[] LOOP
    EXECUTE replace(pg_get_functiondef(each.kept), 'SET search_path = public, pg_temp AS $f$',
      'SET search_path = public, pg_temp SET enable_nestloop = off AS $f$');
  END LOOP;
END $$;
