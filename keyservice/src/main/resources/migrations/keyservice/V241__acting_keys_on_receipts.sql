-- A receipt of a key that acted as a user names both. Older receipts name the key alone.
ALTER TABLE revocation_receipt ADD COLUMN acting_as_id uuid, ADD COLUMN acting_as_name text;
