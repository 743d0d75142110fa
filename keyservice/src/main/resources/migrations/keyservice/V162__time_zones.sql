-- The organization's clock, as an IANA name; the service checks that there is such a zone.
ALTER TABLE organization ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC' CHECK (char_length(time_zone) BETWEEN 1 AND 64);
GRANT UPDATE (time_zone) ON organization TO ${appRole};
