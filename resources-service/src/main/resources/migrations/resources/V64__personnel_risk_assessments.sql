-- When users were assessed (CIP-004 R3), and when the next assessment is due. Nothing of its content.
CREATE TABLE personnel_risk_assessment (
  organization_id uuid NOT NULL,
  id              uuid NOT NULL,
  user_id         uuid NOT NULL,
  assessment_date date NOT NULL,
  next_due_date   date NOT NULL,
  created_at      timestamptz(3) NOT NULL,
  updated_at      timestamptz(3) NOT NULL,
  deleted_at      timestamptz(3),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, user_id),
  FOREIGN KEY (organization_id, user_id) REFERENCES person (organization_id, id),
  CONSTRAINT personnel_risk_assessment_due
    CHECK (next_due_date > assessment_date AND next_due_date <= assessment_date + interval '7 years')
);
SELECT protect_table('personnel_risk_assessment', 'organization');
SELECT index_lists('personnel_risk_assessment', 'next_due_date');

CREATE FUNCTION refuse_future_assessment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.assessment_date > organization_date(now()) THEN
    RAISE EXCEPTION 'in the future' USING ERRCODE = 'check_violation', CONSTRAINT = 'personnel_risk_assessment_past';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER past BEFORE INSERT OR UPDATE ON personnel_risk_assessment FOR EACH ROW EXECUTE FUNCTION refuse_future_assessment();
