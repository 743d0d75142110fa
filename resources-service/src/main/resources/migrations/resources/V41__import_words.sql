-- The words of imported assets are stored before the transaction takes the lock of the organization, because that takes a third
-- of the time of an import, and other changes wait for the lock. The setting tells the trigger, until the transaction ends.
CREATE FUNCTION store_import_words(import uuid, after integer, until integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO cyber_asset_word SELECT DISTINCT i.organization_id, i.id, left(w, 64) FROM import_row i,
      unnest(search_words(concat_ws(' ', i.record ->> 'asset_title', i.record ->> 'asset_tag', i.record ->> 'serial_number'))) w
    WHERE i.organization_id = (SELECT tenant_organization()) AND i.import_id = import AND i.row_number > after AND i.row_number <= until;
  PERFORM set_config('app.words_stored', 'true', true);
END $$;

CREATE OR REPLACE FUNCTION cyber_asset_word_insert() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('app.words_stored', true) = 'true' THEN
    RETURN NULL;
  END IF;
  INSERT INTO cyber_asset_word SELECT DISTINCT a.organization_id, a.id, left(w, 64)
    FROM after_change a, unnest(search_words(concat_ws(' ', a.asset_title, a.asset_tag, a.serial_number))) w;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION store_import_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION store_import_words TO ${appRole};
