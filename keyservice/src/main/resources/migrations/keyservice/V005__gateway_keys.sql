-- The public halves of the keys that gateways sign stamps with. A key outlives its gateway's session by a stamp's life.
CREATE TABLE gateway_key (
    kid            text        COLLATE "C" PRIMARY KEY,
    public_key     bytea       NOT NULL CHECK (octet_length(public_key) = 32),
    registered_at  timestamptz NOT NULL DEFAULT now(),
    expires_at     timestamptz
);

GRANT SELECT, INSERT, DELETE ON gateway_key TO ${appRole};
GRANT UPDATE (expires_at) ON gateway_key TO ${appRole};
