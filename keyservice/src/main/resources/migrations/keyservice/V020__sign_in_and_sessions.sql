-- A session is found by the SHA-256 of its token; the token itself is only in the browser.
CREATE TABLE user_session (
    token_digest  bytea       PRIMARY KEY CHECK (octet_length(token_digest) = 32),
    user_id       uuid        NOT NULL REFERENCES app_user,
    created_at    timestamptz NOT NULL DEFAULT now(),
    last_seen_at  timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL,
    address       text        NOT NULL CHECK (char_length(address) <= 64),
    user_agent    text        CHECK (char_length(user_agent) <= 256)
);

CREATE INDEX user_session_user ON user_session (user_id);
CREATE INDEX user_session_expires ON user_session (expires_at);

-- Counted before the password is looked at, for unknown people too. The subject is a digest of whatever is counted: an
-- address, an account, or the two together.
CREATE TABLE sign_in_attempt (
    subject    bytea       PRIMARY KEY CHECK (octet_length(subject) = 32),
    attempts   integer     NOT NULL,
    last_at    timestamptz NOT NULL,
    next_at    timestamptz NOT NULL
);

CREATE INDEX sign_in_attempt_last ON sign_in_attempt (last_at);

GRANT SELECT, INSERT, DELETE ON user_session, sign_in_attempt TO ${appRole};
GRANT UPDATE (last_seen_at) ON user_session TO ${appRole};
GRANT UPDATE (attempts, last_at, next_at) ON sign_in_attempt TO ${appRole};
