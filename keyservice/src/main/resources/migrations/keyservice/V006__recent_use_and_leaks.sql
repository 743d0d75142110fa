-- A gateway's join asks for what was used last.
CREATE INDEX secret_usage_recent ON secret_usage (last_used_at DESC);

-- Admins are shown which keys were revoked because somebody found them where they should not have been.
ALTER TABLE api_key ADD COLUMN leak_reported_at timestamptz;

GRANT UPDATE (leak_reported_at) ON api_key TO ${appRole};
