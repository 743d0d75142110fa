-- Files and their versions. The bytes are outside the database, named by organization and digest; a row is stored after them.
CREATE TABLE file (
  organization_id uuid NOT NULL,
  id              uuid NOT NULL,
  version         integer NOT NULL DEFAULT 1,
  -- Who uploaded the file: a person, or a key that nobody owns.
  uploader_id     uuid NOT NULL,
  -- The live records that refer to the file, those too that a caller does not see. Triggers keep it.
  reference_count integer NOT NULL DEFAULT 0 CHECK (reference_count >= 0),
  created_at      timestamptz(3) NOT NULL,
  updated_at      timestamptz(3) NOT NULL,
  deleted_at      timestamptz(3),
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE file_version (
  organization_id uuid NOT NULL,
  file_id         uuid NOT NULL,
  version         integer NOT NULL CHECK (version >= 1),
  name            text NOT NULL,
  content_type    text NOT NULL,
  size            bigint NOT NULL CHECK (size >= 0),
  sha256          bytea NOT NULL CHECK (octet_length(sha256) = 32),
  created_at      timestamptz(3) NOT NULL DEFAULT change_time(),
  PRIMARY KEY (organization_id, file_id, version),
  CONSTRAINT file_version_file FOREIGN KEY (organization_id, file_id) REFERENCES file (organization_id, id)
);
CREATE INDEX file_version_by_sha256 ON file_version (organization_id, sha256);

-- The id of a restricted caller: the person, or the key that nobody owns. NULL for a caller who is not restricted.
CREATE FUNCTION restricted_caller() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT r.caller FROM json_to_recordset(COALESCE(NULLIF(current_setting('app.restrictions', true), ''), '[]')::json)
    AS r(caller uuid) WHERE r.caller IS NOT NULL LIMIT 1
$$;

-- Whether the caller sees a record that refers to a file. Each kind of such records adds a line. It runs as the caller, so
-- that each kind's own restriction decides.
CREATE FUNCTION file_is_seen(file uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN false;
END $$;

-- Whether the caller sees a record of a type whose table has the same name, judged by that table's own restriction: for types
-- that placement_condition does not know. The name is looked up, because tables are made in any order.
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

-- As before, and more: subject judges records of any other type by their own table, and may be named by related_resource_type
-- and related_resource_id; file is for files and for what belongs to one.
CREATE OR REPLACE FUNCTION placement_condition(t regclass, placement text, written boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  kind text;
  id text;
BEGIN
  CASE placement
    WHEN 'facility' THEN
      IF t <> 'facility'::regclass THEN
        RETURN format('%s.facility_id IN (SELECT unnest(seen_facilities()))', t);
      END IF;
      RETURN CASE WHEN written THEN 'facility_is_seen(id, control_center_id)'
        ELSE 'id IN (SELECT unnest(seen_facilities()))
          OR (updated_at = (SELECT changing_at()) AND facility_is_seen(id, control_center_id))' END;
    WHEN 'control_center' THEN
      RETURN format('%s.%s IN (SELECT unnest(seen_centers()))', t,
        CASE WHEN t = 'control_center'::regclass THEN 'id' ELSE 'control_center_id' END);
    WHEN 'system' THEN
      IF t <> 'cyber_system'::regclass THEN
        RETURN format('%s.cyber_system_id IN (SELECT unnest(seen_systems()))', t);
      END IF;
      RETURN CASE WHEN written THEN 'place_is_seen(id, facility_id, control_center_id)'
        ELSE 'id IN (SELECT unnest(seen_systems()))
          OR (updated_at = (SELECT changing_at()) AND place_is_seen(id, facility_id, control_center_id))' END;
    WHEN 'asset' THEN
      RETURN format('EXISTS (SELECT FROM cyber_asset place WHERE place.id = %s.cyber_asset_id)', t);
    WHEN 'area' THEN
      IF t <> 'physical_area'::regclass THEN
        RETURN format('EXISTS (SELECT FROM physical_area place WHERE place.id = %s.physical_area_id)', t);
      END IF;
      RETURN 'facility_id IN (SELECT unnest(seen_facilities())) OR control_center_id IN (SELECT unnest(seen_centers()))';
    WHEN 'subject' THEN
      SELECT COALESCE(min(replace(attname, '_type', '')), 'subject') INTO kind FROM pg_attribute
        WHERE attrelid = t AND attname IN ('resource_type', 'related_resource_type');
      id := format('%s.%s_id', t, kind);
      RETURN format('CASE %1$s.%2$s_type
          WHEN ''facility'' THEN %3$s IN (SELECT unnest(seen_facilities()))
          WHEN ''control_center'' THEN %3$s IN (SELECT unnest(seen_centers()))
          WHEN ''cyber_system'' THEN %3$s IN (SELECT unnest(seen_systems()))
          WHEN ''cyber_asset'' THEN EXISTS (SELECT FROM cyber_asset place WHERE place.id = %3$s)
          WHEN ''physical_area'' THEN EXISTS (SELECT FROM physical_area place WHERE place.id = %3$s)
          ELSE %3$s IS NOT NULL AND (%1$s.%2$s_type = ANY ((SELECT open_tables())::text[])
            OR subject_is_seen(%1$s.%2$s_type, %3$s)) END', t, kind, id);
    WHEN 'file' THEN
      -- A file without references is its uploader's own. While it has some, only they decide.
      IF t <> 'file'::regclass THEN
        RETURN format('EXISTS (SELECT FROM file place WHERE place.id = %s.file_id)', t);
      END IF;
      RETURN '(reference_count = 0 AND uploader_id = (SELECT restricted_caller())) OR (reference_count > 0 AND file_is_seen(id))';
    WHEN 'activity' THEN
      RETURN format('EXISTS (SELECT FROM activity entry WHERE entry.link = %s.sequence)', t);
  END CASE;
END $$;

SELECT protect_table('file', 'file');
SELECT protect_table('file_version', 'file');
SELECT restrict_table('activity', 'subject');
-- A version never changes.
REVOKE UPDATE, DELETE ON file_version FROM ${appRole};
