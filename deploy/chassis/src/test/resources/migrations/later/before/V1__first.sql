CREATE TABLE first (id integer PRIMARY KEY);
GRANT SELECT, INSERT ON first TO ${appRole};
