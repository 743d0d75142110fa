-- Whether the caller is restricted is asked once by each statement on each table. As SQL, the function becomes a part of the
-- statement, which calls no function for a caller without restrictions. In PL/pgSQL, the subquery was a statement of its own, and
-- took a fifth of the time of a read.
CREATE FUNCTION tenant_has_places() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM tenant_places());
END $$;

CREATE OR REPLACE FUNCTION tenant_restricted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN COALESCE(current_setting('app.restrictions', true), '') <> '' AND tenant_has_places();
