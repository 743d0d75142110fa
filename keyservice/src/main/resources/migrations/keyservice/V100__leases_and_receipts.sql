-- Revocation: Session. A row belongs to one session; it is inserted by a join, renewed while open, closed for good. Logged
-- table: what a gateway was granted must survive a crash.
CREATE TABLE gateway_lease (
    session        text        COLLATE "C" PRIMARY KEY CHECK (session ~ '^[A-Za-z0-9_-]{16,64}$'),
    gateway        text        NOT NULL CHECK (char_length(gateway) BETWEEN 1 AND 100),
    epoch          uuid        NOT NULL,
    kid            text        COLLATE "C",
    applied        bigint      NOT NULL,
    renewals       bigint      NOT NULL DEFAULT 0,
    term_millis    bigint      NOT NULL CHECK (term_millis > 0),
    grace_millis   bigint      NOT NULL CHECK (grace_millis >= 0),
    margin_millis  bigint      NOT NULL CHECK (margin_millis > 0),
    joined_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    renewed_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at      timestamptz
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, DELETE ON gateway_lease TO ${appRole};
GRANT UPDATE (applied, renewals, renewed_at, closed_at) ON gateway_lease TO ${appRole};

-- The evidence that access was taken away (NERC CIP-004 R5): who asked when, and when no gateway could grant it any more.
-- Kept for good; the app role fills in the end of a pending one and changes nothing else.
CREATE TABLE revocation_receipt (
    id                  uuid        PRIMARY KEY,
    sequence            bigint      NOT NULL,
    subject_kind        text        NOT NULL CHECK (subject_kind IN ('secret', 'key', 'user', 'organization')),
    subject_id          text        COLLATE "C" NOT NULL,
    organization_id     uuid        NOT NULL REFERENCES organization,
    key_id              uuid,
    action              text        NOT NULL CHECK (char_length(action) BETWEEN 1 AND 100),
    requested_by_kind   text        NOT NULL CHECK (requested_by_kind IN ('user', 'key', 'system')),
    requested_by_id     uuid,
    requested_by_name   text        NOT NULL,
    requested_at        timestamptz NOT NULL,
    effective_at        timestamptz,
    gateways_confirmed  integer,
    gateways_expired    integer,
    elapsed_millis      bigint,
    CHECK ((effective_at IS NULL) = (gateways_confirmed IS NULL)),
    CHECK ((effective_at IS NULL) = (gateways_expired IS NULL)),
    CHECK ((effective_at IS NULL) = (elapsed_millis IS NULL))
);

CREATE INDEX revocation_receipt_pending ON revocation_receipt (sequence) WHERE effective_at IS NULL;
CREATE INDEX revocation_receipt_subject ON revocation_receipt (subject_kind, subject_id, sequence);
CREATE INDEX revocation_receipt_key ON revocation_receipt (key_id, sequence) WHERE key_id IS NOT NULL;
CREATE INDEX revocation_receipt_organization ON revocation_receipt (organization_id, requested_at);

GRANT SELECT, INSERT ON revocation_receipt TO ${appRole};
GRANT UPDATE (effective_at, gateways_confirmed, gateways_expired, elapsed_millis) ON revocation_receipt TO ${appRole};
