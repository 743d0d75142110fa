-- Apart from key_secret, so that counting never writes the row that a verification reads. Times only move forward.
CREATE TABLE secret_usage (
    secret_id        text        COLLATE "C" PRIMARY KEY REFERENCES key_secret,
    key_id           uuid        NOT NULL REFERENCES api_key,
    first_used_at    timestamptz NOT NULL,
    last_used_at     timestamptz NOT NULL,
    last_used_from   text,
    last_user_agent  text        CHECK (char_length(last_user_agent) <= 256)
);

CREATE INDEX secret_usage_key ON secret_usage (key_id);

CREATE TABLE key_usage_day (
    key_id        uuid     NOT NULL REFERENCES api_key,
    day           date     NOT NULL,
    status_class  smallint NOT NULL CHECK (status_class BETWEEN 1 AND 5),
    requests      bigint   NOT NULL CHECK (requests >= 0),
    PRIMARY KEY (key_id, day, status_class)
);

CREATE INDEX key_usage_day_day ON key_usage_day (day);

GRANT SELECT, INSERT ON secret_usage TO ${appRole};
GRANT UPDATE (last_used_at, last_used_from, last_user_agent) ON secret_usage TO ${appRole};
GRANT SELECT, INSERT, DELETE ON key_usage_day TO ${appRole};
GRANT UPDATE (requests) ON key_usage_day TO ${appRole};
