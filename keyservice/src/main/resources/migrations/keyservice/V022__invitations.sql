-- A one-time link by which somebody becomes a user, or, where user_id is there, by which a user chooses a password. Only
-- the digest of its token is kept; sending it again puts another in its place.
CREATE TABLE invitation (
    id               uuid        PRIMARY KEY,
    organization_id  uuid        NOT NULL REFERENCES organization,
    user_id          uuid,
    email            text        NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254),
    role             text        NOT NULL CHECK (role IN ('platform_admin', 'org_admin', 'user')),
    status           text        NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'accepted', 'cancelled')),
    token_digest     bytea       NOT NULL UNIQUE CHECK (octet_length(token_digest) = 32),
    created_by_name  text        NOT NULL,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    expires_at       timestamptz NOT NULL,
    FOREIGN KEY (organization_id, user_id) REFERENCES app_user (organization_id, id)
);

CREATE UNIQUE INDEX invitation_pending ON invitation (organization_id, lower(email)) WHERE status = 'pending';
CREATE INDEX invitation_organization ON invitation (organization_id, created_at, id);

GRANT SELECT, INSERT ON invitation TO ${appRole};
GRANT UPDATE (status, token_digest, updated_at, expires_at) ON invitation TO ${appRole};
