-- As before, but a sigma at the end of a word is any sigma, and the vowel signs of Arabic are left out like accents, because people
-- search without them. The class SearchTerms does the same.
CREATE OR REPLACE FUNCTION search_words(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN string_to_array(trim(regexp_replace(lower(CASE WHEN octet_length(given) = char_length(given) THEN given
    ELSE translate(regexp_replace(normalize(given, NFKD), '[\u0300-\u036f\u064b-\u0657\u0659-\u065f\u0670]', '', 'g'), 'ς', 'σ')
    END COLLATE pg_c_utf8), '[^[:alnum:]]+', ' ', 'g')), ' ');

-- The words of records that have such a word are made again.
DO $$
DECLARE
  each record;
  ids uuid[];
BEGIN
  FOR each IN SELECT t.indexed, t.indexed || '_word' AS words, t.texts FROM (VALUES
      ('control_center', 'v.center_title, v.center_code'),
      ('facility', 'v.title, v.facility_code'),
      ('cyber_system', 'v.system_title, v.system_code, v.vendor_name'),
      ('cyber_asset', 'v.asset_title, v.asset_tag, v.serial_number'),
      ('physical_area', 'v.name, v.description'),
      ('document_type', 'v.title, v.description'),
      ('policy_document', 'v.title, v.description'),
      ('document_section', 'v.title, v.content'),
      ('supporting_document', 'v.title, v.description'),
      ('task', 'v.title'),
      ('training_module', 'v.title, v.cip_standard')) t(indexed, texts) LOOP
    -- The owner is bound by row-level security too, and a migration has no organization.
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', each.indexed);
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', each.words);
    EXECUTE format('SELECT array_agg(DISTINCT w.record_id) FROM %I w WHERE w.word ~ ''[ς\u064b-\u0657\u0659-\u065f\u0670]''', each.words)
      INTO ids;
    EXECUTE format('DELETE FROM %I w WHERE w.record_id = ANY ($1)', each.words) USING ids;
    EXECUTE format('INSERT INTO %I SELECT DISTINCT v.organization_id, v.id, left(w, 64)
      FROM %I v, unnest(search_words(concat_ws('' '', %s))) w WHERE v.id = ANY ($1)', each.words, each.indexed, each.texts) USING ids;
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each.indexed);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', each.words);
  END LOOP;
END $$;
