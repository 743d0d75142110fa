-- What lists are asked for: indexes for filters and orders, the words of records for searches, the key that seals cursors.

-- Makes an index for lists that are filtered by a column, or sorted by it. The id stands last, because it ends every order.
CREATE FUNCTION index_lists(indexed regclass, VARIADIC columns text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE c text;
BEGIN
  FOREACH c IN ARRAY columns LOOP
    EXECUTE format('CREATE INDEX %I ON %s (organization_id, %I, id)', indexed || '_by_' || c, indexed, c);
  END LOOP;
END $$;

DROP INDEX facility_by_control_center, cyber_system_by_facility, cyber_system_by_control_center, cyber_asset_by_cyber_system,
  physical_area_by_facility, physical_area_by_control_center;

SELECT index_lists('control_center', 'bes', 'center_code', 'center_title', 'impact_level', 'last_review_date', 'regional_entity');
SELECT index_lists('facility', 'bes', 'commissioning_date', 'control_center_id', 'facility_code', 'facility_type', 'impact_level',
  'interconnection', 'last_review_date', 'regional_entity', 'registration_status', 'title');
SELECT index_lists('cyber_system', 'control_center_id', 'facility_id', 'last_audit_date', 'system_code', 'system_title', 'system_type');
SELECT index_lists('cyber_asset', 'asset_tag', 'asset_title', 'cip_asset_category', 'impact_level', 'in_service', 'last_patch_date');
SELECT index_lists('physical_area', 'control_center_id', 'facility_id', 'name', 'regulatory_type');
-- The assets of a place are found and sorted in this index alone, before a page of them is read.
CREATE INDEX cyber_asset_by_cyber_system_id ON cyber_asset (organization_id, cyber_system_id, id) INCLUDE (deleted_at);

-- The words of a text: runs of letters and digits, without accents, in lower case. The class SearchTerms splits a search in the
-- same way. The collation is PostgreSQL's own, so the words do not depend on the host.
CREATE FUNCTION search_words(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN string_to_array(trim(regexp_replace(lower(CASE WHEN octet_length(given) = char_length(given) THEN given
    ELSE regexp_replace(normalize(given, NFKD), '[\u0300-\u036f]', '', 'g') END COLLATE pg_c_utf8), '[^[:alnum:]]+', ' ', 'g')), ' ');

-- Makes the table of a table's words, cut at 64 characters, which searches read: LIKE, lower() and text search are not leakproof, so under
-- row-level security they would not reach an index; comparisons of text are. Triggers keep it in the transaction of each
-- change, one statement for all rows of a statement. The words are no secret beside their records: a search joins them, and
-- the restriction of a caller applies there.
CREATE FUNCTION index_words(indexed regclass, VARIADIC columns text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  words text := indexed || '_word';
  source text := 'concat_ws('' '', ' || (SELECT string_agg(format('%%1$s.%I', c), ', ') FROM unnest(columns) c) || ')';
  changed text := format('FROM after_change a JOIN before_change b USING (organization_id, id) WHERE %s IS DISTINCT FROM %s',
    format(source, 'a'), format(source, 'b'));
BEGIN
  EXECUTE format('CREATE TABLE %I (organization_id uuid NOT NULL, record_id uuid NOT NULL, word text COLLATE "C" NOT NULL,
    PRIMARY KEY (organization_id, record_id, word))', words);
  EXECUTE format('CREATE INDEX %I ON %I (organization_id, word, record_id)', words || '_by_word', words);
  PERFORM isolate_table(words::regclass);
  EXECUTE format('GRANT SELECT ON %I TO ${appRole}', words);
  -- The owner is bound by row-level security too, and a migration has no organization.
  EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', indexed);
  EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', words);
  EXECUTE format('INSERT INTO %I SELECT DISTINCT a.organization_id, a.id, left(w, 64) FROM %s a, unnest(search_words(%s)) w',
    words, indexed, format(source, 'a'));
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', indexed);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', words);
  EXECUTE format('CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $f$
    BEGIN
      INSERT INTO %I SELECT DISTINCT a.organization_id, a.id, left(w, 64) FROM after_change a, unnest(search_words(%s)) w;
      RETURN NULL;
    END $f$', words || '_insert', words, format(source, 'a'));
  EXECUTE format('CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $f$
    BEGIN
      IF EXISTS (SELECT %2$s) THEN
        DELETE FROM %3$I w USING (SELECT organization_id, id %2$s) c WHERE w.organization_id = c.organization_id AND w.record_id = c.id;
        INSERT INTO %3$I SELECT DISTINCT c.organization_id, c.id, left(w, 64)
          FROM (SELECT organization_id, id, %4$s AS text %2$s) c, unnest(search_words(c.text)) w;
      END IF;
      RETURN NULL;
    END $f$', words || '_update', changed, words, format(source, 'a'));
  EXECUTE format('CREATE TRIGGER words_of_new AFTER INSERT ON %s REFERENCING NEW TABLE AS after_change
    FOR EACH STATEMENT EXECUTE FUNCTION %I()', indexed, words || '_insert');
  EXECUTE format('CREATE TRIGGER words_of_changed AFTER UPDATE ON %s REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
    FOR EACH STATEMENT EXECUTE FUNCTION %I()', indexed, words || '_update');
END $$;

SELECT index_words('control_center', 'center_title', 'center_code');
SELECT index_words('facility', 'title', 'facility_code');
SELECT index_words('cyber_system', 'system_title', 'system_code', 'vendor_name');
SELECT index_words('cyber_asset', 'asset_title', 'asset_tag', 'serial_number');
SELECT index_words('physical_area', 'name', 'description');

REVOKE EXECUTE ON FUNCTION index_lists, index_words FROM PUBLIC;

-- The key that seals the cursors of all lists. It is in the database, because all replicas need the same and keep it over a
-- restart. A cursor grants no access, so the key protects less than the tables beside it.
CREATE TABLE cursor_secret (
  key bytea NOT NULL
);
INSERT INTO cursor_secret SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
ALTER TABLE cursor_secret ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON cursor_secret TO CURRENT_USER USING (true);

CREATE FUNCTION cursor_key() RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  RETURN (SELECT s.key FROM cursor_secret s);
REVOKE EXECUTE ON FUNCTION cursor_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cursor_key TO ${appRole};
