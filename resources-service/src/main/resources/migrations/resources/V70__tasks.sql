-- The tasks of people, and the day that it is for an organization.

-- The day at a time, in the organization's time zone. A zone that PostgreSQL does not know counts as UTC.
CREATE FUNCTION organization_today(at timestamptz DEFAULT now()) RETURNS date LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
BEGIN
  RETURN (at AT TIME ZONE COALESCE(
    (SELECT o.time_zone FROM organization o WHERE o.organization_id = tenant_organization()), 'UTC'))::date;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN (at AT TIME ZONE 'UTC')::date;
END $$;

-- The status that is shown: one that is not settled is overdue from the day after its due date.
CREATE FUNCTION due_status(status text, due date, today date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN due < today AND status IN ('open', 'in_progress', 'assigned') THEN 'overdue' ELSE status END;

-- A client that repeats the status overdue keeps the stored one.
CREATE FUNCTION keep_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.status := OLD.status;
  RETURN NEW;
END $$;

-- Whether the caller sees a record of a type whose table has the same name, judged by that table's own restriction.
DO $do$ BEGIN
IF to_regproc('subject_is_seen') IS NULL THEN
  CREATE FUNCTION subject_is_seen(kind text, subject uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
  DECLARE
    seen boolean;
  BEGIN
    IF subject IS NULL OR NOT EXISTS (SELECT FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        WHERE c.relname = kind AND c.relnamespace = 'public'::regnamespace AND p.polname = 'tenant') THEN
      RETURN false;
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I s WHERE s.id = $1)', kind) INTO seen USING subject;
    RETURN seen;
  END $$;

  -- As before; a subject may also be named by related_resource_type and related_resource_id, and be a record of any table.
  ALTER FUNCTION placement_condition(regclass, text, boolean) RENAME TO place_condition;
  CREATE FUNCTION placement_condition(t regclass, placement text, written boolean) RETURNS text
  LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
  DECLARE
    kind text;
  BEGIN
    IF placement <> 'subject' THEN
      RETURN place_condition(t, placement, written);
    END IF;
    SELECT COALESCE(min(replace(attname, '_type', '')), 'subject') INTO kind FROM pg_attribute
      WHERE attrelid = t AND attname IN ('resource_type', 'related_resource_type');
    RETURN format('CASE %1$s.%2$s_type
        WHEN ''facility'' THEN %1$s.%2$s_id IN (SELECT unnest(seen_facilities()))
        WHEN ''control_center'' THEN %1$s.%2$s_id IN (SELECT unnest(seen_centers()))
        WHEN ''cyber_system'' THEN %1$s.%2$s_id IN (SELECT unnest(seen_systems()))
        WHEN ''cyber_asset'' THEN EXISTS (SELECT FROM cyber_asset place WHERE place.id = %1$s.%2$s_id)
        WHEN ''physical_area'' THEN EXISTS (SELECT FROM physical_area place WHERE place.id = %1$s.%2$s_id)
        ELSE %1$s.%2$s_id IS NOT NULL AND (%1$s.%2$s_type = ANY ((SELECT open_tables())::text[])
          OR subject_is_seen(%1$s.%2$s_type, %1$s.%2$s_id)) END', t, kind);
  END $$;
  REVOKE EXECUTE ON FUNCTION placement_condition FROM PUBLIC;
  PERFORM restrict_table('activity', 'subject');
END IF;
END $do$;

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
