-- Keys are found by name, maker and leak report, and listed by name and by end; each of these has an index in the order in
-- which its page is read.
CREATE INDEX api_key_name ON api_key (organization_id, (lower(name) COLLATE "C"), created_at DESC, id DESC);
CREATE INDEX api_key_name_order ON api_key (organization_id, (lower(name) COLLATE "C"), id);
CREATE INDEX api_key_end_order ON api_key (organization_id, (coalesce(expires_at, timestamptz 'infinity')), id);
CREATE INDEX api_key_maker ON api_key (organization_id, created_by_id, created_at DESC, id DESC);
CREATE INDEX api_key_leaked ON api_key (organization_id, created_at DESC, id DESC) WHERE leak_reported_at IS NOT NULL;
