-- A link is good only while whoever sent it could still send it: a person, a key, or a person by a key of theirs; neither for
-- the operator. Keys of tests and of older releases may be unknown here, so inviter_key_id refers to nothing.
ALTER TABLE invitation ADD COLUMN inviter_user_id uuid REFERENCES app_user, ADD COLUMN inviter_key_id uuid;

UPDATE invitation i SET
    inviter_user_id = CASE WHEN a.actor_kind = 'user' THEN a.actor_id END,
    inviter_key_id = CASE WHEN a.actor_kind = 'key' THEN a.actor_id END
FROM (SELECT DISTINCT ON (resource_id) resource_id, actor_kind, actor_id FROM activity
      WHERE resource_type = 'invitation' AND action IN ('create', 'resend') ORDER BY resource_id, at DESC) a
WHERE a.resource_id = i.id::text AND i.status = 'pending';

-- Links that vouch for an address or a person of before.
UPDATE invitation i SET status = 'cancelled', updated_at = now() FROM app_user u
WHERE i.status = 'pending' AND u.id = i.user_id AND (u.status = 'deleted' OR u.email <> i.email);
UPDATE invitation i SET status = 'cancelled', updated_at = now() FROM organization o
WHERE i.status = 'pending' AND o.id = i.organization_id AND o.status = 'deleted';

CREATE INDEX invitation_inviter_user ON invitation (inviter_user_id) WHERE status = 'pending';
CREATE INDEX invitation_inviter_key ON invitation (inviter_key_id) WHERE status = 'pending';
CREATE INDEX invitation_user ON invitation (user_id) WHERE status = 'pending';

GRANT UPDATE (email, inviter_user_id, inviter_key_id) ON invitation TO ${appRole};

-- A second factor that was never confirmed goes with the password or the address that its set-up was begun under.
CREATE INDEX oidc_sign_in_user ON oidc_sign_in (user_id) WHERE user_id IS NOT NULL;
