-- Evidence keeps the names of its time. Older receipts get those of now.
ALTER TABLE revocation_receipt ADD COLUMN key_name text, ADD COLUMN subject_name text;

UPDATE revocation_receipt r SET key_name = k.name FROM api_key k WHERE k.id = r.key_id;
UPDATE revocation_receipt r SET subject_name = u.name FROM app_user u
    WHERE r.subject_kind = 'user' AND u.id::text = r.subject_id;
UPDATE revocation_receipt r SET subject_name = o.name FROM organization o
    WHERE r.subject_kind = 'organization' AND o.id = r.organization_id;
