-- Revocation: One order. The head stands apart from the log, so that pruning never touches it; floor is the highest
-- sequence that pruning has let go.
CREATE TABLE change_head (
    single    boolean PRIMARY KEY DEFAULT true CHECK (single),
    epoch     uuid    NOT NULL DEFAULT gen_random_uuid(),
    sequence  bigint  NOT NULL DEFAULT 0,
    floor     bigint  NOT NULL DEFAULT 0
);

INSERT INTO change_head DEFAULT VALUES;

CREATE TABLE change_log (
    sequence      bigint      PRIMARY KEY,
    subject_kind  text        NOT NULL CHECK (subject_kind IN ('secret', 'key', 'user', 'organization')),
    subject_id    text        COLLATE "C" NOT NULL,
    logged_at     timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX change_log_subject ON change_log (subject_kind, subject_id, sequence);

GRANT SELECT, INSERT ON change_log TO ${appRole};
GRANT SELECT, UPDATE (sequence) ON change_head TO ${appRole};
