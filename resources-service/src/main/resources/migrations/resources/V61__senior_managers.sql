-- The CIP Senior Managers of an organization, with the written delegations of their authority (CIP-003 R3 and R4).
CREATE FUNCTION delegations_are_in_order(delegations json) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN NOT EXISTS (SELECT FROM json_array_elements(delegations) d WHERE d ->> 'until' < d ->> 'from');

CREATE TABLE senior_manager_assignment (
  organization_id uuid NOT NULL,
  id              uuid NOT NULL,
  user_id         uuid NOT NULL,
  effective_date  date NOT NULL,
  end_date        date,
  delegations     json,
  created_at      timestamptz(3) NOT NULL,
  updated_at      timestamptz(3) NOT NULL,
  deleted_at      timestamptz(3),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, user_id) REFERENCES person (organization_id, id),
  CONSTRAINT senior_manager_assignment_in_order CHECK (end_date >= effective_date),
  CONSTRAINT senior_manager_delegations_in_order CHECK (delegations_are_in_order(delegations))
);
CREATE UNIQUE INDEX senior_manager_effective_date_unique ON senior_manager_assignment (organization_id, effective_date)
  WHERE deleted_at IS NULL;
SELECT protect_table('senior_manager_assignment', 'organization');
SELECT index_lists('senior_manager_assignment', 'effective_date', 'user_id');

-- The assignment that is in force today; NULL without one. The latest one counts, also if it has ended.
CREATE FUNCTION current_senior_manager() RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN latest.end_date IS NULL OR latest.end_date >= organization_date(now()) THEN latest.id END FROM (
    SELECT a.id, a.end_date FROM senior_manager_assignment a
    WHERE a.deleted_at IS NULL AND a.effective_date <= organization_date(now()) ORDER BY a.effective_date DESC LIMIT 1) latest
$$;

-- Whether a person may approve policy documents today: as the senior manager, or by a delegation that is in force, whoever
-- gave it, because a change of the delegator does not end it. NULL while no senior manager is assigned.
CREATE FUNCTION may_approve(person uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT COALESCE(current.user_id = person, false) OR EXISTS (
    SELECT FROM senior_manager_assignment a, json_to_recordset(COALESCE(a.delegations, '[]')) AS d("userId" uuid, "from" date, until date)
    WHERE a.deleted_at IS NULL AND d."userId" = person AND d."from" <= organization_date(now())
      AND (d.until IS NULL OR d.until >= organization_date(now())))
  FROM senior_manager_assignment current WHERE current.id = current_senior_manager()
$$;
