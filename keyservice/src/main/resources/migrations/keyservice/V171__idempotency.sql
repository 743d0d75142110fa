-- The first answers to requests with an Idempotency-Key, for a day. Never holds a secret: the answer is kept without it.
CREATE TABLE idempotency (
    caller           text        NOT NULL,
    idempotency_key  text        NOT NULL CHECK (char_length(idempotency_key) BETWEEN 1 AND 255),
    request_digest   bytea       NOT NULL CHECK (octet_length(request_digest) = 32),
    location         text,
    body             jsonb,
    created_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, idempotency_key)
);

CREATE INDEX idempotency_age ON idempotency (created_at);

GRANT SELECT, INSERT, DELETE ON idempotency TO ${appRole};
GRANT UPDATE (request_digest, location, body, created_at) ON idempotency TO ${appRole};
