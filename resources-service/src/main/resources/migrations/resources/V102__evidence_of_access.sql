-- As before, and more: evidence about access control is about a person, also about one who has left, because it shows that access
-- was removed (CIP-004 R5). A person is in no place, so a restricted caller adds and sees none of it.
CREATE OR REPLACE FUNCTION lock_subject(kind text, subject uuid) RETURNS boolean LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  found boolean;
BEGIN
  IF kind = 'access_control' THEN
    SELECT true INTO found FROM person p WHERE p.id = subject AND NOT tenant_restricted() FOR SHARE;
  ELSIF to_regclass(quote_ident(kind)) IS NOT NULL THEN
    EXECUTE format('SELECT true FROM %I s WHERE s.id = $1 AND s.deleted_at IS NULL FOR SHARE', kind) INTO found USING subject;
  END IF;
  RETURN found IS TRUE;
END $$;
