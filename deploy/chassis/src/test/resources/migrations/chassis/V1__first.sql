CREATE TABLE first (id integer PRIMARY KEY);
-- The server says by a notice that this one exists.
CREATE TABLE IF NOT EXISTS first (id integer PRIMARY KEY);
GRANT SELECT, INSERT ON first TO ${appRole};
