-- The bounds of a user key that an admin set (expiresAt, allowedCidrs, rateLimit): its owner may only narrow them.
ALTER TABLE api_key ADD COLUMN admin_bounds text[] NOT NULL DEFAULT '{}';

GRANT UPDATE (admin_bounds) ON api_key TO ${appRole};
