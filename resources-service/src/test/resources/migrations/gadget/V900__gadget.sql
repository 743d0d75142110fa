CREATE TABLE gadget (
  organization_id uuid NOT NULL,
  id              uuid NOT NULL,
  name            text NOT NULL,
  gadget_code     text NOT NULL,
  facility_id     uuid NOT NULL,
  kind            text NOT NULL,
  mass            numeric NOT NULL,
  part_ids        uuid[],
  labels          json,
  watts           integer,
  grip            text,
  created_at      timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  updated_at      timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  deleted_at      timestamptz(3),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, facility_id) REFERENCES facility (organization_id, id)
);
CREATE UNIQUE INDEX gadget_code_unique ON gadget (organization_id, gadget_code) WHERE deleted_at IS NULL;
CREATE INDEX gadget_by_updated_at ON gadget (organization_id, updated_at, id);
ALTER TABLE gadget ENABLE ROW LEVEL SECURITY;
ALTER TABLE gadget FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON gadget USING (organization_id = (SELECT tenant_organization()));
CREATE POLICY restriction ON gadget AS RESTRICTIVE USING (
  NOT (SELECT tenant_restricted()) OR facility_id IN (SELECT f.id FROM facility f));
GRANT SELECT, INSERT, UPDATE ON gadget TO ${appRole};
