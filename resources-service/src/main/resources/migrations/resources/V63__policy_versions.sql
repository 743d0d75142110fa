-- The approved versions of policy documents. No role changes or deletes one: the application's has no right to, and a trigger
-- refuses the owner of the table. The digest shows a change that was made past both.
CREATE TABLE policy_document_version (
  organization_id    uuid NOT NULL,
  id                 uuid NOT NULL,
  policy_document_id uuid NOT NULL,
  version            integer NOT NULL,
  title              text NOT NULL,
  approved_at        timestamptz(3) NOT NULL,
  approved_by_id     uuid NOT NULL,
  approved_by        text NOT NULL,
  next_review_date   date NOT NULL,
  sha256             text NOT NULL,
  content            text NOT NULL,
  created_at         timestamptz(3) NOT NULL,
  updated_at         timestamptz(3) NOT NULL,
  deleted_at         timestamptz(3) CHECK (deleted_at IS NULL),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, policy_document_id, version),
  FOREIGN KEY (organization_id, policy_document_id) REFERENCES policy_document (organization_id, id),
  FOREIGN KEY (organization_id, approved_by_id) REFERENCES person (organization_id, id)
);

CREATE FUNCTION keep_policy_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'an approved version never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.version := (SELECT COALESCE(max(v.version), 0) + 1
    FROM policy_document_version v WHERE v.policy_document_id = NEW.policy_document_id);
  NEW.sha256 := encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON policy_document_version FOR EACH ROW EXECUTE FUNCTION keep_policy_version();
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON policy_document_version FOR EACH STATEMENT EXECUTE FUNCTION keep_policy_version();

SELECT protect_table('policy_document_version', 'organization');
REVOKE UPDATE ON policy_document_version FROM ${appRole};
SELECT index_lists('policy_document_version', 'approved_at', 'approved_by_id', 'policy_document_id', 'title', 'version');

-- The content of a document for a version, in canonical form (RFC 8785): to_json escapes texts as that form does. A description
-- that is missing is left out.
CREATE FUNCTION policy_content(document uuid) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT concat('{', '"description":' || to_json(d.description)::text || ',', '"documentType":', to_json(t.title),
    ',"documentTypeId":"', t.id, '","ownerId":"', p.id, '","ownerName":', to_json(p.name),
    ',"reviewIntervalDays":', d.review_interval_days, ',"sections":[',
    (SELECT string_agg(concat('{"content":', to_json(s.content), ',"id":"', s.id, '","position":', s.place, ',"title":',
        to_json(s.title), '}'), ',' ORDER BY s.place)
      FROM (SELECT o.*, row_number() OVER (ORDER BY o.position, o.id) AS place FROM document_section o
        WHERE o.policy_document_id = d.id AND o.deleted_at IS NULL) s),
    '],"supportingDocuments":[',
    (SELECT string_agg(concat('{', '"description":' || to_json(s.description)::text || ',', '"id":"', s.id, '","title":',
        to_json(s.title), ',"url":', to_json(s.url), '}'), ',' ORDER BY s.id)
      FROM supporting_document s WHERE s.policy_document_id = d.id AND s.deleted_at IS NULL),
    '],"title":', to_json(d.title), '}')
  FROM policy_document d
    JOIN document_type t ON t.organization_id = d.organization_id AND t.id = d.document_type_id
    JOIN person p ON p.organization_id = d.organization_id AND p.id = d.owner_id
  WHERE d.id = document
$$;
