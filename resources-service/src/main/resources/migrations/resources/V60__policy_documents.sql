-- Policy documents: their types, the documents with the state of their approval. They are a matter of permission alone.

-- The date at that time in the organization's time zone; UTC for an organization or a zone that is not known.
CREATE FUNCTION organization_date(at timestamptz) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (at AT TIME ZONE COALESCE((SELECT o.time_zone FROM organization o), 'UTC'))::date;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN (at AT TIME ZONE 'UTC')::date;
END $$;

CREATE TABLE document_type (
  organization_id uuid NOT NULL,
  id              uuid NOT NULL,
  title           text NOT NULL,
  description     text,
  created_at      timestamptz(3) NOT NULL,
  updated_at      timestamptz(3) NOT NULL,
  deleted_at      timestamptz(3),
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX document_type_title_unique ON document_type (organization_id, title) WHERE deleted_at IS NULL;

CREATE TABLE policy_document (
  organization_id      uuid NOT NULL,
  id                   uuid NOT NULL,
  title                text NOT NULL,
  document_type_id     uuid NOT NULL,
  owner_id             uuid NOT NULL,
  review_interval_days integer NOT NULL CHECK (review_interval_days > 0),
  description          text,
  status               text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'submitted', 'approved')),
  submitted_at         timestamptz(3),
  submitted_by         text,
  latest_version       integer,
  approved_at          timestamptz(3),
  approved_by_id       uuid,
  next_review_date     date,
  created_at           timestamptz(3) NOT NULL,
  updated_at           timestamptz(3) NOT NULL,
  deleted_at           timestamptz(3),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, document_type_id) REFERENCES document_type (organization_id, id),
  FOREIGN KEY (organization_id, owner_id) REFERENCES person (organization_id, id),
  FOREIGN KEY (organization_id, approved_by_id) REFERENCES person (organization_id, id),
  CHECK (status <> 'approved' OR latest_version IS NOT NULL)
);

SELECT protect_table('document_type', 'organization');
SELECT protect_table('policy_document', 'organization');
SELECT index_lists('document_type', 'title');
SELECT index_lists('policy_document', 'document_type_id', 'next_review_date', 'owner_id', 'status', 'title');
SELECT index_words('document_type', 'title', 'description');
SELECT index_words('policy_document', 'title', 'description');
