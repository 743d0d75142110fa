-- An organization's receipts in the order in which an export walks through them.
DROP INDEX revocation_receipt_organization;
CREATE INDEX revocation_receipt_organization ON revocation_receipt (organization_id, requested_at, id);
