-- The training of a facility was found by reading all training: no index under row-level security serves the operators on arrays,
-- because these are not leakproof. This table finds it. A record shows its facilities from its own column, and only triggers write here.
CREATE TABLE training_assignment_facility (
  organization_id        uuid NOT NULL,
  facility_id            uuid NOT NULL,
  training_assignment_id uuid NOT NULL,
  PRIMARY KEY (organization_id, facility_id, training_assignment_id)
);
CREATE INDEX training_assignment_facility_by_assignment
  ON training_assignment_facility (organization_id, training_assignment_id);

-- The owner is bound by row-level security too, and a migration has no organization.
ALTER TABLE training_assignment NO FORCE ROW LEVEL SECURITY;
INSERT INTO training_assignment_facility
  SELECT DISTINCT a.organization_id, f, a.id FROM training_assignment a, unnest(a.facility_ids) f;
ALTER TABLE training_assignment FORCE ROW LEVEL SECURITY;

SELECT protect_table('training_assignment_facility', 'facility');
REVOKE INSERT, UPDATE, DELETE ON training_assignment_facility FROM ${appRole};

CREATE FUNCTION keep_training_facilities() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM training_assignment_facility l WHERE l.organization_id = NEW.organization_id AND l.training_assignment_id = NEW.id;
  INSERT INTO training_assignment_facility SELECT DISTINCT NEW.organization_id, f, NEW.id FROM unnest(NEW.facility_ids) f;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION keep_training_facilities FROM PUBLIC;

CREATE TRIGGER facilities_of_new AFTER INSERT ON training_assignment FOR EACH ROW
  WHEN (NEW.facility_ids IS NOT NULL) EXECUTE FUNCTION keep_training_facilities();
CREATE TRIGGER facilities_of_changed AFTER UPDATE ON training_assignment FOR EACH ROW
  WHEN (OLD.facility_ids IS DISTINCT FROM NEW.facility_ids) EXECUTE FUNCTION keep_training_facilities();

-- Whether later training replaces one is looked up by its person and module. Persons had all their training read for that.
CREATE INDEX training_assignment_by_person_and_module
  ON training_assignment (organization_id, user_id, training_module_id, created_at, id) WHERE deleted_at IS NULL;
