-- The log's details of an import's rows are made before the lock, but for the times of the change. They are read once, so
-- compressing them is not worth while.
ALTER TABLE import_row ADD COLUMN details text, ALTER COLUMN details SET STORAGE EXTERNAL;
