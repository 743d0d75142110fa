-- Training is not due again once the same person has later training of the same module. A page of what is due walked all such training of
-- former years, so the database marks it. The mark is no change of the record that a client could see.
ALTER TABLE training_assignment ADD COLUMN replaced boolean NOT NULL DEFAULT false;

-- As before, but the mark alone changes no date.
CREATE OR REPLACE FUNCTION keep_training() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.replaced <> OLD.replaced THEN
      RETURN NEW;
    END IF;
    IF NEW.status = 'overdue' THEN
      NEW.status := OLD.status;
    END IF;
    IF tenant_restricted() AND NEW.facility_ids IS DISTINCT FROM OLD.facility_ids THEN
      NEW.facility_ids := NULLIF(ARRAY(
        SELECT unnest(NEW.facility_ids) UNION
        SELECT hidden FROM unnest(OLD.facility_ids) hidden WHERE NOT hidden = ANY (seen_facilities())), '{}');
    END IF;
  END IF;
  IF NEW.status = 'complete' THEN
    NEW.completed_date := COALESCE(NEW.completed_date, organization_today());
    NEW.next_due_date := NEW.completed_date + (SELECT m.completion_interval_days FROM training_module m
      WHERE m.organization_id = NEW.organization_id AND m.id = NEW.training_module_id);
  ELSE
    NEW.completed_date := NULL;
    NEW.next_due_date := NULL;
  END IF;
  RETURN NEW;
END $$;

-- The owner is bound by row-level security too, and a migration has no organization.
ALTER TABLE training_assignment NO FORCE ROW LEVEL SECURITY;
UPDATE training_assignment a SET replaced = true WHERE a.deleted_at IS NULL AND EXISTS (SELECT FROM training_assignment n
  WHERE n.organization_id = a.organization_id AND n.user_id = a.user_id AND n.training_module_id = a.training_module_id
    AND (n.created_at, n.id) > (a.created_at, a.id) AND n.deleted_at IS NULL);
ALTER TABLE training_assignment FORCE ROW LEVEL SECURITY;

CREATE INDEX training_assignment_last ON training_assignment (organization_id, next_due_date, id)
  WHERE next_due_date IS NOT NULL AND NOT replaced AND deleted_at IS NULL;
CREATE INDEX training_assignment_last_of_person ON training_assignment (organization_id, user_id, training_module_id)
  WHERE NOT replaced AND deleted_at IS NULL;

-- Marks all training of a person and module but the last one.
CREATE FUNCTION mark_replaced_training(organization uuid, person uuid, module uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last uuid := (SELECT a.id FROM training_assignment a
    WHERE a.organization_id = organization AND a.user_id = person AND a.training_module_id = module AND a.deleted_at IS NULL
    ORDER BY a.created_at DESC, a.id DESC LIMIT 1);
BEGIN
  UPDATE training_assignment a SET replaced = true
    WHERE a.organization_id = organization AND a.user_id = person AND a.training_module_id = module AND a.deleted_at IS NULL
      AND NOT a.replaced AND a.id <> last;
  UPDATE training_assignment a SET replaced = false WHERE a.organization_id = organization AND a.id = last AND a.replaced;
END $$;
CREATE FUNCTION follow_replaced_training() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM mark_replaced_training(NEW.organization_id, NEW.user_id, NEW.training_module_id);
  IF TG_OP = 'UPDATE' AND (OLD.user_id, OLD.training_module_id) IS DISTINCT FROM (NEW.user_id, NEW.training_module_id) THEN
    PERFORM mark_replaced_training(OLD.organization_id, OLD.user_id, OLD.training_module_id);
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION mark_replaced_training, follow_replaced_training FROM PUBLIC;
CREATE TRIGGER replaced_by_new AFTER INSERT ON training_assignment FOR EACH ROW
  EXECUTE FUNCTION follow_replaced_training();
CREATE TRIGGER replaced_by_changed AFTER UPDATE ON training_assignment FOR EACH ROW
  WHEN ((OLD.user_id, OLD.training_module_id, OLD.deleted_at) IS DISTINCT FROM (NEW.user_id, NEW.training_module_id, NEW.deleted_at))
  EXECUTE FUNCTION follow_replaced_training();
