-- Locks a live record that the caller sees, and says if there is one. It runs as the caller. A type's table has the type's
-- name; a type without a table has no records.
CREATE FUNCTION lock_subject(kind text, subject uuid) RETURNS boolean LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  found boolean;
BEGIN
  IF to_regclass(quote_ident(kind)) IS NOT NULL THEN
    EXECUTE format('SELECT true FROM %I s WHERE s.id = $1 AND s.deleted_at IS NULL FOR SHARE', kind) INTO found USING subject;
  END IF;
  RETURN found IS TRUE;
END $$;

-- As before, by that function, which the service calls first to name the field at fault.
CREATE OR REPLACE FUNCTION complete_evidence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT lock_subject(NEW.resource_type, NEW.resource_id) THEN
    RAISE foreign_key_violation USING CONSTRAINT = 'evidence_resource', MESSAGE = 'No such resource';
  END IF;
  NEW.file_version := (SELECT f.version FROM file f WHERE f.id = NEW.file_id);
  RETURN NEW;
END $$;
