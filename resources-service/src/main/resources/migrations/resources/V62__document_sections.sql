-- The parts of policy documents: sections in an order, and supporting documents that are kept elsewhere.
CREATE TABLE document_section (
  organization_id    uuid NOT NULL,
  id                 uuid NOT NULL,
  policy_document_id uuid NOT NULL,
  title              text NOT NULL,
  content            text NOT NULL,
  position           integer NOT NULL,
  created_at         timestamptz(3) NOT NULL,
  updated_at         timestamptz(3) NOT NULL,
  deleted_at         timestamptz(3),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, policy_document_id) REFERENCES policy_document (organization_id, id)
);

CREATE TABLE supporting_document (
  organization_id    uuid NOT NULL,
  id                 uuid NOT NULL,
  policy_document_id uuid NOT NULL,
  title              text NOT NULL,
  url                text NOT NULL,
  description        text,
  created_at         timestamptz(3) NOT NULL,
  updated_at         timestamptz(3) NOT NULL,
  deleted_at         timestamptz(3),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, policy_document_id) REFERENCES policy_document (organization_id, id)
);

-- Bounds the parts of one document, because a version holds them all, and puts a new section at the end.
CREATE FUNCTION join_policy_document() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  parts integer;
BEGIN
  EXECUTE format('SELECT count(*) FROM %I p WHERE p.policy_document_id = $1 AND p.deleted_at IS NULL', TG_TABLE_NAME)
    INTO parts USING NEW.policy_document_id;
  IF parts >= 200 THEN
    RAISE EXCEPTION 'too many parts' USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_limit';
  END IF;
  IF TG_TABLE_NAME = 'document_section' THEN
    SELECT COALESCE(max(s.position), 0) + 1 INTO NEW.position
      FROM document_section s WHERE s.policy_document_id = NEW.policy_document_id AND s.deleted_at IS NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER joins_new BEFORE INSERT ON document_section FOR EACH ROW EXECUTE FUNCTION join_policy_document();
CREATE TRIGGER joins_other BEFORE UPDATE OF policy_document_id ON document_section FOR EACH ROW
  WHEN (NEW.policy_document_id <> OLD.policy_document_id) EXECUTE FUNCTION join_policy_document();
CREATE TRIGGER joins_new BEFORE INSERT ON supporting_document FOR EACH ROW EXECUTE FUNCTION join_policy_document();
CREATE TRIGGER joins_other BEFORE UPDATE OF policy_document_id ON supporting_document FOR EACH ROW
  WHEN (NEW.policy_document_id <> OLD.policy_document_id) EXECUTE FUNCTION join_policy_document();

SELECT protect_table('document_section', 'organization');
SELECT protect_table('supporting_document', 'organization');
SELECT index_lists('document_section', 'policy_document_id', 'position', 'title');
SELECT index_lists('supporting_document', 'policy_document_id', 'title');
SELECT index_words('document_section', 'title', 'content');
SELECT index_words('supporting_document', 'title', 'description');
