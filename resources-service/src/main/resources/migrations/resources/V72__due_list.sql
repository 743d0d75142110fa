-- What is due: the intervals that organizations set, and an index for each source, in the order of its days.
CREATE TABLE due_interval (
  organization_id uuid NOT NULL,
  id              uuid NOT NULL,
  kind            text NOT NULL,
  amount          integer NOT NULL CHECK (amount > 0),
  unit            text NOT NULL CHECK (unit IN ('days', 'calendar_months')),
  reason          text,
  created_at      timestamptz(3) NOT NULL,
  updated_at      timestamptz(3) NOT NULL,
  deleted_at      timestamptz(3),
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX due_interval_unique ON due_interval (organization_id, kind) WHERE deleted_at IS NULL;
SELECT protect_table('due_interval', 'organization');

CREATE INDEX cyber_asset_never_patched ON cyber_asset (organization_id, created_at, id)
  WHERE last_patch_date IS NULL AND in_service AND deleted_at IS NULL;
CREATE INDEX cyber_asset_without_baseline ON cyber_asset (organization_id, created_at, id)
  WHERE NOT baseline_documented AND in_service AND deleted_at IS NULL;
CREATE INDEX cyber_asset_audited ON cyber_asset (organization_id, last_audit_date, id)
  WHERE last_audit_date IS NOT NULL AND in_service AND deleted_at IS NULL;
CREATE INDEX cyber_system_assessed ON cyber_system (organization_id, last_vulnerability_assessment, id)
  WHERE last_vulnerability_assessment IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX cyber_system_never_assessed ON cyber_system (organization_id, created_at, id)
  WHERE last_vulnerability_assessment IS NULL AND deleted_at IS NULL;
CREATE INDEX training_assignment_to_do ON training_assignment (organization_id, due_date, id)
  WHERE status IN ('assigned', 'in_progress') AND deleted_at IS NULL;
CREATE INDEX training_assignment_again ON training_assignment (organization_id, next_due_date, id)
  WHERE next_due_date IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX task_to_do ON task (organization_id, due_date, id) WHERE status IN ('open', 'in_progress') AND deleted_at IS NULL;
