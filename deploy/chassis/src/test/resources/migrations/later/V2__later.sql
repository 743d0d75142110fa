ALTER TABLE first ADD COLUMN later integer;
