-- Evidence: a file, note or link that shows something about a record. It never changes, so it keeps the version of its file.
CREATE TABLE evidence (
  organization_id uuid NOT NULL,
  id              uuid NOT NULL,
  resource_type   text NOT NULL,
  resource_id     uuid NOT NULL,
  type            text NOT NULL,
  description     text,
  file_id         uuid,
  file_version    integer,
  note_text       text,
  url             text,
  created_at      timestamptz(3) NOT NULL,
  updated_at      timestamptz(3) NOT NULL,
  deleted_at      timestamptz(3),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT evidence_content CHECK (CASE type WHEN 'file' THEN file_id IS NOT NULL WHEN 'note' THEN note_text IS NOT NULL
    WHEN 'link' THEN url IS NOT NULL ELSE false END),
  CONSTRAINT evidence_one_content CHECK (num_nonnulls(file_id, note_text, url) = 1),
  CONSTRAINT evidence_file FOREIGN KEY (organization_id, file_id, file_version)
    REFERENCES file_version (organization_id, file_id, version)
);
CREATE INDEX evidence_by_resource ON evidence (organization_id, resource_id, id) INCLUDE (deleted_at);
SELECT index_lists('evidence', 'file_id');
SELECT protect_table('evidence', 'subject');
-- Only its deletion is a change.
REVOKE UPDATE ON evidence FROM ${appRole};
GRANT UPDATE (updated_at, deleted_at) ON evidence TO ${appRole};

-- Refuses evidence about a record that does not exist for the caller, locks that record, and keeps the file's version. It
-- runs as the caller. A type's table has the type's name; a type without a table has no records.
CREATE FUNCTION complete_evidence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  found boolean := false;
BEGIN
  IF to_regclass(quote_ident(NEW.resource_type)) IS NOT NULL THEN
    EXECUTE format('SELECT true FROM %I s WHERE s.id = $1 AND s.deleted_at IS NULL FOR SHARE', NEW.resource_type)
      INTO found USING NEW.resource_id;
  END IF;
  IF found IS NOT TRUE THEN
    RAISE foreign_key_violation USING CONSTRAINT = 'evidence_resource', MESSAGE = 'No such resource';
  END IF;
  NEW.file_version := (SELECT f.version FROM file f WHERE f.id = NEW.file_id);
  RETURN NEW;
END $$;
CREATE TRIGGER complete_evidence BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION complete_evidence();

-- Keeps the number of references of files. It runs as the owner, whom no restriction binds: evidence that the caller does not
-- see counts, too.
CREATE FUNCTION count_evidence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE file f SET reference_count = f.reference_count + 1 WHERE f.organization_id = NEW.organization_id AND f.id = NEW.file_id;
  ELSIF NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL THEN
    UPDATE file f SET reference_count = f.reference_count - 1 WHERE f.organization_id = NEW.organization_id AND f.id = NEW.file_id;
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION count_evidence FROM PUBLIC;
CREATE TRIGGER count_evidence_of_new AFTER INSERT ON evidence FOR EACH ROW WHEN (NEW.file_id IS NOT NULL)
  EXECUTE FUNCTION count_evidence();
CREATE TRIGGER count_evidence_of_deleted AFTER UPDATE ON evidence FOR EACH ROW WHEN (NEW.file_id IS NOT NULL)
  EXECUTE FUNCTION count_evidence();

CREATE OR REPLACE FUNCTION file_is_seen(file uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM evidence e WHERE e.file_id = file AND e.deleted_at IS NULL);
END $$;
