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
  created_at      timestamptz(3) NOT NULL,
  updated_at      timestamptz(3) NOT NULL,
  deleted_at      timestamptz(3),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, facility_id) REFERENCES facility (organization_id, id)
);
CREATE UNIQUE INDEX gadget_code_unique ON gadget (organization_id, gadget_code) WHERE deleted_at IS NULL;
SELECT protect_table('gadget', 'facility');
SELECT index_lists('gadget', 'facility_id', 'kind', 'mass', 'name');
SELECT index_words('gadget', 'name', 'gadget_code');
