-- Revoked keys in the order of their names: an organization's other keys are passed over by the index and not by the page.
CREATE INDEX api_key_revoked_name ON api_key (organization_id, (lower(name) COLLATE "C"), id) WHERE revoked_at IS NOT NULL;
