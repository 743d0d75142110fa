-- With the organization first, as the list asks: else a plan for any organization and any owner looks through both.
DROP INDEX api_key_owner;
CREATE INDEX api_key_owner ON api_key (organization_id, owner_user_id, created_at DESC, id DESC) WHERE owner_user_id IS NOT NULL;
