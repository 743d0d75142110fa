-- Notices for admins: alerts of the pages, and events for webhooks. Written in the transaction of the change. They refer to
-- keys and users by id alone, because a foreign key would lock their rows against a revocation.
CREATE TABLE notice (
    id               uuid            PRIMARY KEY,
    organization_id  uuid            NOT NULL REFERENCES organization,
    type             text            NOT NULL CHECK (char_length(type) BETWEEN 1 AND 64),
    key_id           uuid,
    user_id          uuid,
    at               timestamptz(3)  NOT NULL DEFAULT now(),
    data             jsonb           NOT NULL
);

CREATE INDEX notice_organization ON notice (organization_id, at DESC, id DESC);
CREATE INDEX notice_type ON notice (organization_id, type, at DESC, id DESC);
CREATE INDEX notice_age ON notice (at);

GRANT SELECT, INSERT, DELETE ON notice TO ${appRole};

-- The time up to which each rule that depends on time has looked. Its row lock lets one replica look at a time.
CREATE TABLE notice_schedule (
    rule  text         PRIMARY KEY,
    at    timestamptz  NOT NULL DEFAULT now()
);

INSERT INTO notice_schedule (rule) VALUES ('expiring-30'), ('expiring-7'), ('expiring-1'), ('expired'), ('never-used'), ('unused');

GRANT SELECT ON notice_schedule TO ${appRole};
GRANT UPDATE (at) ON notice_schedule TO ${appRole};

-- The next keys to end, of all organizations. The condition on the version, which always holds, keeps lists of one
-- organization's keys from this index: only a statement that repeats it uses it.
CREATE INDEX api_key_ends ON api_key (expires_at) WHERE revoked_at IS NULL AND expires_at IS NOT NULL AND version > 0;

-- The addresses that an organization's notices are sent to. Deleted ones stay, because an insert of a delivery must never wait
-- for, or fail by, the deletion of its webhook. types is null for all.
CREATE TABLE webhook (
    id               uuid         PRIMARY KEY,
    organization_id  uuid         NOT NULL REFERENCES organization,
    name             text         NOT NULL CHECK (char_length(name) BETWEEN 1 AND 255),
    url              text         NOT NULL CHECK (char_length(url) <= 2048),
    types            text[],
    enabled          boolean      NOT NULL DEFAULT true,
    secret           bytea        NOT NULL,
    created_at       timestamptz  NOT NULL DEFAULT now(),
    updated_at       timestamptz  NOT NULL DEFAULT now(),
    deleted_at       timestamptz
);

CREATE INDEX webhook_organization ON webhook (organization_id, created_at, id) WHERE deleted_at IS NULL;

GRANT SELECT, INSERT ON webhook TO ${appRole};
GRANT UPDATE (name, url, types, enabled, updated_at, deleted_at) ON webhook TO ${appRole};

-- One notice for one webhook: the queue while it is pending, the log afterwards. next_at is when it is sent next; whoever takes
-- it moves that ahead, so that nobody else takes it meanwhile.
CREATE TABLE webhook_delivery (
    id               uuid         PRIMARY KEY DEFAULT gen_random_uuid(),
    webhook_id       uuid         NOT NULL REFERENCES webhook,
    organization_id  uuid         NOT NULL,
    notice_id        uuid         NOT NULL REFERENCES notice ON DELETE CASCADE,
    state            text         NOT NULL CHECK (state IN ('pending', 'delivered', 'failed', 'dropped')),
    created_at       timestamptz  NOT NULL DEFAULT now(),
    attempts         integer      NOT NULL DEFAULT 0,
    next_at          timestamptz,
    attempted_at     timestamptz,
    status_code      integer,
    error            text,
    duration_millis  integer,
    CHECK ((state = 'pending') = (next_at IS NOT NULL))
);

CREATE INDEX webhook_delivery_due ON webhook_delivery (next_at) WHERE state = 'pending';
CREATE INDEX webhook_delivery_pending ON webhook_delivery (webhook_id) WHERE state = 'pending';
CREATE INDEX webhook_delivery_log ON webhook_delivery (webhook_id, created_at DESC, id DESC);
CREATE INDEX webhook_delivery_notice ON webhook_delivery (notice_id);

GRANT SELECT, INSERT ON webhook_delivery TO ${appRole};
GRANT UPDATE (state, attempts, next_at, attempted_at, status_code, error, duration_millis) ON webhook_delivery TO ${appRole};
