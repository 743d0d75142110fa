-- Short codes for addresses and for records of the organization.
CREATE TABLE link (
  organization_id uuid NOT NULL,
  id              uuid NOT NULL,
  link_code       text NOT NULL,
  title           text,
  url             text,
  resource_type   text,
  resource_id     uuid,
  created_at      timestamptz(3) NOT NULL,
  updated_at      timestamptz(3) NOT NULL,
  deleted_at      timestamptz(3),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT link_code_characters CHECK (link_code ~ '^[A-Za-z0-9_-]+$'),
  CHECK ((url IS NULL) <> (resource_id IS NULL)),
  CHECK ((resource_id IS NULL) = (resource_type IS NULL))
);
CREATE UNIQUE INDEX link_code_unique ON link (organization_id, link_code) WHERE deleted_at IS NULL;

-- Makes a code for a link without one.
CREATE FUNCTION complete_link() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.link_code := COALESCE(NEW.link_code, left(replace(gen_random_uuid()::text, '-', ''), 12));
  RETURN NEW;
END $$;
CREATE TRIGGER completed BEFORE INSERT ON link FOR EACH ROW EXECUTE FUNCTION complete_link();

SELECT protect_table('link', 'subject');
SELECT index_lists('link', 'link_code');

-- The word for the organization in the path of a link: the words of its name without accents, with hyphens between them.
CREATE FUNCTION organization_slug() RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT array_to_string(search_words(o.name), '-') FROM organization o
$$;
