-- Each filter of the list has an index in the list's order, so that a page costs what it shows and not what it passes over: an
-- organization may have a million keys and a handful of a kind.
CREATE INDEX api_key_active ON api_key (organization_id, created_at DESC, id DESC) WHERE revoked_at IS NULL;
CREATE INDEX api_key_revoked ON api_key (organization_id, created_at DESC, id DESC) WHERE revoked_at IS NOT NULL;
CREATE INDEX api_key_of_user ON api_key (organization_id, created_at DESC, id DESC) WHERE kind = 'user';

-- The time of expiry is compared in the index: only keys that are shown are looked at.
CREATE INDEX api_key_expiring ON api_key (organization_id, created_at DESC, id DESC, expires_at)
    WHERE revoked_at IS NULL AND expires_at IS NOT NULL;

DROP INDEX api_key_owner;
CREATE INDEX api_key_owner ON api_key (owner_user_id, created_at DESC, id DESC) WHERE owner_user_id IS NOT NULL;
