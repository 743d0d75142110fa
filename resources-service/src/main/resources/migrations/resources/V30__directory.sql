-- The organizations and people of the key service, as this service follows them: records refer to people, and due dates
-- follow the organization's time zone.
CREATE TABLE organization (
  organization_id uuid PRIMARY KEY,
  name            text NOT NULL,
  status          text NOT NULL,
  time_zone       text NOT NULL
);

CREATE TABLE person (
  organization_id uuid NOT NULL,
  id              uuid NOT NULL,
  name            text NOT NULL,
  status          text NOT NULL,
  deleted_at      timestamptz(3),
  PRIMARY KEY (organization_id, id)
);

-- The position up to which the directory is known, in one row.
CREATE TABLE directory_followed (
  single   boolean PRIMARY KEY DEFAULT true CHECK (single),
  epoch    uuid,
  sequence bigint NOT NULL
);
INSERT INTO directory_followed (sequence) VALUES (0);

SELECT isolate_table('organization');
SELECT isolate_table('person');
GRANT SELECT ON organization, person TO ${appRole};
-- A reference to a person locks its row.
GRANT UPDATE (deleted_at) ON person TO ${appRole};

ALTER TABLE directory_followed ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory_followed FORCE ROW LEVEL SECURITY;
CREATE POLICY position ON directory_followed USING (true);

CREATE FUNCTION directory_position(OUT epoch uuid, OUT sequence bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.epoch, f.sequence FROM directory_followed f
$$;

-- Stores entries of the key service's directory that follow on a position; does nothing if another replica was faster. Each
-- entry is written as its organization, because row-level security binds this function's owner too.
CREATE FUNCTION apply_directory(new_epoch uuid, after bigint, reached bigint, entries json) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry record;
BEGIN
  UPDATE directory_followed f SET epoch = new_epoch, sequence = reached
    WHERE CASE WHEN f.epoch = new_epoch THEN f.sequence ELSE 0 END = after;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  FOR entry IN SELECT * FROM json_to_recordset(entries)
    AS e(kind text, id uuid, "organizationId" uuid, name text, status text, "timeZone" text)
  LOOP
    PERFORM set_config('app.organization_id', entry."organizationId"::text, true);
    IF entry.kind = 'organization' THEN
      INSERT INTO organization AS o VALUES (entry.id, entry.name, entry.status, entry."timeZone")
        ON CONFLICT (organization_id) DO UPDATE
        SET name = EXCLUDED.name, status = EXCLUDED.status, time_zone = EXCLUDED.time_zone;
    ELSE
      INSERT INTO person AS p VALUES (entry."organizationId", entry.id, entry.name, entry.status,
          CASE WHEN entry.status = 'deleted' THEN clock_timestamp() END)
        ON CONFLICT (organization_id, id) DO UPDATE
        SET name = EXCLUDED.name, status = EXCLUDED.status,
            deleted_at = CASE WHEN EXCLUDED.status = 'deleted' THEN COALESCE(p.deleted_at, clock_timestamp()) END;
    END IF;
  END LOOP;
  PERFORM set_config('app.organization_id', '', true);
END $$;
REVOKE EXECUTE ON FUNCTION directory_position, apply_directory FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_position, apply_directory TO ${appRole};
