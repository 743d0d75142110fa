-- One key for all spellings of a mailbox (people/email/EmailAddress). The service settles what SQL cannot when it starts.
--
-- An address belongs to one person of all organizations from when its holder has shown to have it, by a link or by the sign-in
-- provider (address_claimed). Until then each organization may have a person of that address, so that nobody learns who has an
-- account elsewhere.
ALTER TABLE app_user ADD COLUMN address_key text, ADD COLUMN address_claimed boolean NOT NULL DEFAULT false;
UPDATE app_user u SET address_key = lower(email), address_claimed = password_hash IS NOT NULL
    OR EXISTS (SELECT FROM oidc_identity i WHERE i.user_id = u.id);
ALTER TABLE app_user ALTER COLUMN address_key SET NOT NULL;
DROP INDEX app_user_email;
CREATE UNIQUE INDEX app_user_claimed_address ON app_user (address_key) WHERE address_claimed AND status <> 'deleted';
CREATE UNIQUE INDEX app_user_address ON app_user (organization_id, address_key) WHERE status <> 'deleted';
CREATE INDEX app_user_address_anywhere ON app_user (address_key, created_at) WHERE status <> 'deleted';
CREATE INDEX app_user_name ON app_user (organization_id, lower(name) text_pattern_ops, created_at, id)
    WHERE status <> 'deleted';
CREATE INDEX app_user_name_anywhere ON app_user (lower(name) text_pattern_ops, created_at, id) WHERE status <> 'deleted';
GRANT UPDATE (address_key, address_claimed) ON app_user TO ${appRole};

ALTER TABLE invitation ADD COLUMN address_key text;
UPDATE invitation SET address_key = lower(email);
ALTER TABLE invitation ALTER COLUMN address_key SET NOT NULL;
DROP INDEX invitation_pending;
CREATE UNIQUE INDEX invitation_pending ON invitation (organization_id, address_key) WHERE status = 'pending';
CREATE INDEX invitation_all ON invitation (created_at, id);
GRANT UPDATE (address_key) ON invitation TO ${appRole};
