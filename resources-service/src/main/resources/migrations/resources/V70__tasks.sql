-- The tasks of people, and the day that it is for an organization.

-- Today in the organization's time zone.
CREATE FUNCTION organization_today() RETURNS date LANGUAGE sql STABLE
  RETURN organization_date(now());

-- The status that is shown: one that is not settled is overdue from the day after its due date.
CREATE FUNCTION due_status(status text, due date, today date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN due < today AND status IN ('open', 'in_progress', 'assigned') THEN 'overdue' ELSE status END;

-- A client that repeats the status overdue keeps the stored one.
CREATE FUNCTION keep_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.status := OLD.status;
  RETURN NEW;
END $$;

CREATE TABLE task (
  organization_id       uuid NOT NULL,
  id                    uuid NOT NULL,
  title                 text NOT NULL,
  assignee_id           uuid NOT NULL,
  due_date              date NOT NULL,
  recurrence            text CHECK (recurrence IN ('monthly', 'quarterly', 'yearly')),
  status                text NOT NULL CHECK (status IN ('open', 'in_progress', 'complete', 'cancelled')),
  related_resource_id   uuid,
  related_resource_type text,
  notes                 text,
  parent_task_id        uuid,
  occurrence_date       date,
  created_at            timestamptz(3) NOT NULL,
  updated_at            timestamptz(3) NOT NULL,
  deleted_at            timestamptz(3),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, assignee_id) REFERENCES person (organization_id, id),
  FOREIGN KEY (organization_id, parent_task_id) REFERENCES task (organization_id, id),
  CHECK (num_nulls(related_resource_id, related_resource_type) IN (0, 2)),
  CHECK (num_nulls(parent_task_id, occurrence_date) IN (0, 2)),
  CONSTRAINT task_occurrence_recurs_no_more CHECK (parent_task_id IS NULL OR recurrence IS NULL)
);
CREATE UNIQUE INDEX task_occurrence_unique ON task (organization_id, parent_task_id, occurrence_date) WHERE deleted_at IS NULL;
CREATE INDEX task_by_status ON task (organization_id, status, due_date, id) WHERE deleted_at IS NULL;
CREATE TRIGGER overdue_is_computed BEFORE UPDATE ON task FOR EACH ROW WHEN (NEW.status = 'overdue') EXECUTE FUNCTION keep_status();
SELECT protect_table('task', 'subject');
SELECT index_lists('task', 'assignee_id', 'due_date', 'parent_task_id', 'related_resource_id', 'title');
SELECT index_words('task', 'title');
