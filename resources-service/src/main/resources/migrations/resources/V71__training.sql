-- Training modules, and who has to complete them by when (CIP-004 R2).

-- As before; facilities is for records that hold the ids of facilities: they are seen with any of these.
ALTER FUNCTION placement_condition(regclass, text, boolean) RENAME TO single_placement_condition;
CREATE FUNCTION placement_condition(t regclass, placement text, written boolean) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN placement = 'facilities' THEN format('%s.facility_ids && (SELECT seen_facilities())::uuid[]', t)
    ELSE single_placement_condition(t, placement, written) END
$$;
REVOKE EXECUTE ON FUNCTION placement_condition FROM PUBLIC;

CREATE TABLE training_module (
  organization_id          uuid NOT NULL,
  id                       uuid NOT NULL,
  title                    text NOT NULL,
  description              text NOT NULL,
  cip_standard             text NOT NULL,
  completion_interval_days integer NOT NULL CHECK (completion_interval_days > 0),
  external_module_url      text,
  created_at               timestamptz(3) NOT NULL,
  updated_at               timestamptz(3) NOT NULL,
  deleted_at               timestamptz(3),
  PRIMARY KEY (organization_id, id)
);
SELECT protect_table('training_module', 'organization');
SELECT index_lists('training_module', 'cip_standard', 'title');
SELECT index_words('training_module', 'title', 'cip_standard');

CREATE TABLE training_assignment (
  organization_id    uuid NOT NULL,
  id                 uuid NOT NULL,
  user_id            uuid NOT NULL,
  training_module_id uuid NOT NULL,
  due_date           date NOT NULL,
  facility_ids       uuid[],
  status             text NOT NULL CHECK (status IN ('assigned', 'in_progress', 'complete', 'waived')),
  completed_date     date,
  -- The day on which the training is due again, as the module required it at the completion.
  next_due_date      date,
  notes              text,
  created_at         timestamptz(3) NOT NULL,
  updated_at         timestamptz(3) NOT NULL,
  deleted_at         timestamptz(3),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, user_id) REFERENCES person (organization_id, id),
  FOREIGN KEY (organization_id, training_module_id) REFERENCES training_module (organization_id, id),
  CHECK ((status = 'complete') = (completed_date IS NOT NULL) AND (status = 'complete') = (next_due_date IS NOT NULL))
);
CREATE INDEX training_assignment_by_status ON training_assignment (organization_id, status, due_date, id) WHERE deleted_at IS NULL;

-- Keeps the dates with the status, and the facilities that a restricted caller does not see. A client that repeats the
-- status overdue keeps the stored one.
CREATE FUNCTION keep_training() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
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
CREATE TRIGGER training_is_kept BEFORE INSERT OR UPDATE ON training_assignment FOR EACH ROW EXECUTE FUNCTION keep_training();
SELECT protect_table('training_assignment', 'facilities');
SELECT index_lists('training_assignment', 'due_date', 'training_module_id', 'user_id');
