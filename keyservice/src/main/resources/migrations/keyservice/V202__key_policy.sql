-- The rules of an organization for its keys; null is none.
ALTER TABLE organization
    ADD COLUMN key_lifetime_days_max integer CHECK (key_lifetime_days_max BETWEEN 1 AND 3650),
    ADD COLUMN key_unused_days_max integer CHECK (key_unused_days_max BETWEEN 14 AND 3650);
GRANT UPDATE (key_lifetime_days_max, key_unused_days_max) ON organization TO ${appRole};

-- The keys whose revocation was announced because nobody uses them, since when that is so, and when it was announced. Refers to
-- keys by id alone, because a foreign key would lock their rows against a revocation.
CREATE TABLE unused_key (
    key_id           uuid         PRIMARY KEY,
    organization_id  uuid         NOT NULL,
    idle_since       timestamptz  NOT NULL,
    noticed_at       timestamptz  NOT NULL DEFAULT now()
);

CREATE INDEX unused_key_noticed ON unused_key (noticed_at);
CREATE INDEX unused_key_organization ON unused_key (organization_id);

GRANT SELECT, INSERT, DELETE ON unused_key TO ${appRole};
GRANT UPDATE (idle_since, noticed_at) ON unused_key TO ${appRole};

INSERT INTO notice_schedule (rule) VALUES ('unused-policy');
