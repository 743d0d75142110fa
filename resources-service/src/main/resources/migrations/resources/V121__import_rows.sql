-- Rows of an import are staged as rows of the table of assets, so that nothing is parsed while other changes wait. The column record
-- is that of replicas of the version before, which run on while this one starts.
ALTER TABLE import_row ADD COLUMN asset cyber_asset;

CREATE OR REPLACE FUNCTION store_import_words(import uuid, after integer, until integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO cyber_asset_word SELECT DISTINCT i.organization_id, i.id, left(w, 64) FROM import_row i,
      unnest(search_words(CASE WHEN i.record IS NULL
        THEN concat_ws(' ', (i.asset).asset_title, (i.asset).asset_tag, (i.asset).serial_number)
        ELSE concat_ws(' ', i.record ->> 'asset_title', i.record ->> 'asset_tag', i.record ->> 'serial_number') END)) w
    WHERE i.organization_id = (SELECT tenant_organization()) AND i.import_id = import AND i.row_number > after AND i.row_number <= until;
  PERFORM set_config('app.words_stored', 'true', true);
END $$;
