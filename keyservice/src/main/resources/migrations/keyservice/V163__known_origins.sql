-- From where a person has signed in before: the SHA-256 of an address, or of what a browser keeps. Others' failures do not hold
-- them up there.
CREATE TABLE known_origin (
    user_id  uuid        NOT NULL REFERENCES app_user,
    origin   bytea       NOT NULL CHECK (octet_length(origin) = 32),
    last_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, origin)
);

CREATE INDEX known_origin_last ON known_origin (last_at);

GRANT SELECT, INSERT, DELETE ON known_origin TO ${appRole};
GRANT UPDATE (last_at) ON known_origin TO ${appRole};
