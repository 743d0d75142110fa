-- Who a person is at an OpenID provider. An address may pass to somebody else; a subject never does.
CREATE TABLE oidc_identity (
    issuer     text        NOT NULL CHECK (char_length(issuer) BETWEEN 1 AND 2048),
    subject    text        NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 255),
    user_id    uuid        NOT NULL REFERENCES app_user,
    linked_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (issuer, subject),
    UNIQUE (user_id, issuer)
);

-- A browser that came back from the provider; the row keeps it from coming back with the same answer again. subject is
-- there while the provider has vouched for it and the code of the second factor is still to come.
CREATE TABLE oidc_sign_in (
    mark        bytea       PRIMARY KEY CHECK (octet_length(mark) = 32),
    subject     text        CHECK (char_length(subject) BETWEEN 1 AND 255),
    user_id     uuid        REFERENCES app_user,
    expires_at  timestamptz NOT NULL,
    CHECK ((subject IS NULL) = (user_id IS NULL))
);

CREATE INDEX oidc_sign_in_expires ON oidc_sign_in (expires_at);

GRANT SELECT, INSERT ON oidc_identity TO ${appRole};
GRANT UPDATE (user_id, linked_at) ON oidc_identity TO ${appRole};
GRANT SELECT, INSERT, DELETE ON oidc_sign_in TO ${appRole};
GRANT UPDATE (subject, user_id) ON oidc_sign_in TO ${appRole};
