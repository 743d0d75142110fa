-- The last report of each gateway that was merged: one that is sent again, because its answer was lost, counts once.
CREATE TABLE usage_reporter (
    id             uuid        PRIMARY KEY,
    last_sequence  bigint      NOT NULL CHECK (last_sequence > 0),
    reported_at    timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT, DELETE ON usage_reporter TO ${appRole};
GRANT UPDATE (last_sequence, reported_at) ON usage_reporter TO ${appRole};
