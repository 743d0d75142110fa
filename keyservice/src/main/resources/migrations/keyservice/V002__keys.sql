-- permissions is null where something else decides: the super key holds all of its organization, a user key what its
-- owner holds at the time of the call.
CREATE TABLE api_key (
    id               uuid        PRIMARY KEY,
    organization_id  uuid        NOT NULL REFERENCES organization,
    kind             text        NOT NULL CHECK (kind IN ('organization', 'user')),
    owner_user_id    uuid,
    name             text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 255),
    role             text        CHECK (role IN ('api_user', 'org_super')),
    permissions      text[],
    allowed_cidrs    text[],
    rate_limit       jsonb,
    expires_at       timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    created_by_kind  text        NOT NULL CHECK (created_by_kind IN ('user', 'key', 'system')),
    created_by_id    uuid,
    created_by_name  text        NOT NULL,
    updated_at       timestamptz NOT NULL DEFAULT now(),
    version          integer     NOT NULL DEFAULT 1,
    revoked_at       timestamptz,
    revoked_by_kind  text        CHECK (revoked_by_kind IN ('user', 'key', 'system')),
    revoked_by_id    uuid,
    revoked_by_name  text,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, owner_user_id) REFERENCES app_user (organization_id, id),
    CHECK ((kind = 'user') = (owner_user_id IS NOT NULL)),
    CHECK (kind = 'organization' OR (role IS NULL AND permissions IS NULL)),
    CHECK (kind = 'user' OR (role IS NOT DISTINCT FROM 'org_super') = (permissions IS NULL))
);

CREATE INDEX api_key_organization ON api_key (organization_id, created_at DESC, id DESC);
CREATE INDEX api_key_all ON api_key (created_at DESC, id DESC);
CREATE INDEX api_key_owner ON api_key (owner_user_id) WHERE owner_user_id IS NOT NULL;

-- One secret of a key, found by its public id. Only the SHA-256 of the whole key is kept.
CREATE TABLE key_secret (
    id              text        COLLATE "C" PRIMARY KEY CHECK (id ~ '^[0-9A-Za-z]{11}$'),
    key_id          uuid        NOT NULL REFERENCES api_key,
    version         text        NOT NULL CHECK (version ~ '^[0-9A-Za-z]$'),
    digest          bytea       NOT NULL CHECK (octet_length(digest) = 32),
    last_four       text        NOT NULL CHECK (last_four ~ '^[0-9A-Za-z]{4}$'),
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz,
    overlap_seconds bigint      CHECK (overlap_seconds >= 0),
    revoked_at      timestamptz
);

CREATE INDEX key_secret_key ON key_secret (key_id, created_at, id);

GRANT SELECT, INSERT ON api_key, key_secret TO ${appRole};
GRANT UPDATE (name, role, permissions, allowed_cidrs, rate_limit, expires_at, updated_at, version,
              revoked_at, revoked_by_kind, revoked_by_id, revoked_by_name) ON api_key TO ${appRole};
GRANT UPDATE (expires_at, overlap_seconds, revoked_at) ON key_secret TO ${appRole};
