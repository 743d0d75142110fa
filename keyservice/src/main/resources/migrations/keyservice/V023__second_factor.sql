-- What a person's authenticator app holds, encrypted with a key that is not in this database. It counts once it is
-- confirmed. last_step is the time step of the last code accepted: none is accepted twice. Attempts are counted before
-- a code is looked at.
CREATE TABLE second_factor (
    user_id       uuid        PRIMARY KEY REFERENCES app_user,
    secret        bytea       NOT NULL CHECK (octet_length(secret) BETWEEN 44 AND 128),
    created_at    timestamptz NOT NULL DEFAULT now(),
    confirmed_at  timestamptz,
    last_step     bigint      NOT NULL DEFAULT 0,
    attempts      integer     NOT NULL DEFAULT 0,
    next_at       timestamptz NOT NULL DEFAULT now()
);

-- A code's row is there until the code is used. The codes have 80 random bits each, so a plain digest does.
CREATE TABLE recovery_code (
    user_id  uuid   NOT NULL REFERENCES second_factor ON DELETE CASCADE,
    digest   bytea  NOT NULL CHECK (octet_length(digest) = 32),
    PRIMARY KEY (user_id, digest)
);

GRANT SELECT, INSERT, DELETE ON second_factor, recovery_code TO ${appRole};
GRANT UPDATE (secret, created_at, confirmed_at, last_step, attempts, next_at) ON second_factor TO ${appRole};
