-- The inventory of an organization: control centers, facilities, cyber systems, cyber assets, physical areas.
-- Every table starts its keys with organization_id, so that neither a unique nor a foreign key can tell of another
-- tenant's rows. Enumerations, lengths and formats are checked against the OpenAPI document before anything gets here.

-- Whose rows this transaction may see. set_config(…, true) leaves '' behind when the transaction ends, hence NULLIF.
CREATE FUNCTION tenant_organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('app.organization_id', true), '')::uuid;

-- Whether the caller is limited to some places; to which, says app.restrictions.
CREATE FUNCTION tenant_restricted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN COALESCE(current_setting('app.restrictions', true), '') <> '';

CREATE TABLE control_center (
  organization_id          uuid NOT NULL,
  id                       uuid NOT NULL,
  center_title             text NOT NULL,
  center_code              text NOT NULL,
  bes                      boolean NOT NULL,
  impact_level             text NOT NULL,
  address                  json NOT NULL,
  regional_entity          text NOT NULL,
  commissioning_date       date NOT NULL,
  esp_defined              boolean NOT NULL,
  psp_defined              boolean NOT NULL,
  recovery_time_objective  numeric NOT NULL,
  recovery_point_objective numeric,
  backup_facility_tested   date NOT NULL,
  incident_response_tested date NOT NULL,
  last_review_date         date NOT NULL,
  latitude                 numeric,
  longitude                numeric,
  nerc_registration_id     text,
  created_at               timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  updated_at               timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  deleted_at               timestamptz(3),
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX control_center_code_unique ON control_center (organization_id, center_code) WHERE deleted_at IS NULL;

CREATE TABLE facility (
  organization_id      uuid NOT NULL,
  id                   uuid NOT NULL,
  title                text NOT NULL,
  facility_code        text NOT NULL,
  facility_type        text NOT NULL,
  bes                  boolean NOT NULL,
  impact_level         text NOT NULL,
  capacity_mw          numeric NOT NULL,
  capacity_mva         numeric NOT NULL,
  voltage_kv           numeric NOT NULL,
  regional_entity      text NOT NULL,
  registration_status  text NOT NULL,
  interconnection      text NOT NULL,
  last_review_date     date NOT NULL,
  address              json,
  assigned_date        date,
  commissioning_date   date,
  control_center_id    uuid,
  generation_type      text[],
  latitude             numeric,
  longitude            numeric,
  nerc_registration_id text,
  registration_date    date,
  created_at           timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  updated_at           timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  deleted_at           timestamptz(3),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT facility_control_center FOREIGN KEY (organization_id, control_center_id) REFERENCES control_center (organization_id, id)
);
CREATE UNIQUE INDEX facility_code_unique ON facility (organization_id, facility_code) WHERE deleted_at IS NULL;
CREATE INDEX facility_by_control_center ON facility (organization_id, control_center_id);

CREATE TABLE cyber_system (
  organization_id                uuid NOT NULL,
  id                             uuid NOT NULL,
  system_title                   text NOT NULL,
  system_code                    text NOT NULL,
  system_type                    text NOT NULL,
  system_function                text NOT NULL,
  external_routable_connectivity boolean NOT NULL,
  interactive_remote_access      boolean NOT NULL,
  facility_id                    uuid,
  control_center_id              uuid,
  last_audit_date                date,
  last_vulnerability_assessment  date,
  software_version               text,
  vendor_name                    text,
  created_at                     timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  updated_at                     timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  deleted_at                     timestamptz(3),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT cyber_system_place CHECK (num_nonnulls(facility_id, control_center_id) = 1),
  CONSTRAINT cyber_system_facility FOREIGN KEY (organization_id, facility_id) REFERENCES facility (organization_id, id),
  CONSTRAINT cyber_system_control_center FOREIGN KEY (organization_id, control_center_id) REFERENCES control_center (organization_id, id)
);
CREATE UNIQUE INDEX cyber_system_code_unique ON cyber_system (organization_id, system_code) WHERE deleted_at IS NULL;
CREATE INDEX cyber_system_by_facility ON cyber_system (organization_id, facility_id);
CREATE INDEX cyber_system_by_control_center ON cyber_system (organization_id, control_center_id);

CREATE TABLE cyber_asset (
  organization_id           uuid NOT NULL,
  id                        uuid NOT NULL,
  asset_title               text NOT NULL,
  asset_tag                 text NOT NULL,
  count                     integer NOT NULL CHECK (count >= 1),
  cyber_system_id           uuid NOT NULL,
  cip_asset_category        text NOT NULL,
  asset_type                text NOT NULL,
  impact_level              text NOT NULL,
  manufacturer              text NOT NULL,
  model                     text NOT NULL,
  physical_location         text,
  in_service                boolean NOT NULL,
  dial_up_connectivity      boolean NOT NULL,
  routable_protocol         boolean NOT NULL,
  remote_access_available   boolean NOT NULL,
  baseline_documented       boolean NOT NULL,
  ports_services_documented boolean NOT NULL,
  logging_enabled           boolean NOT NULL,
  firmware_version          text,
  ip_address                text,
  last_audit_date           date,
  last_backup_date          date,
  last_patch_date           date,
  mac_address               text,
  operating_system          text,
  serial_number             text,
  created_at                timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  updated_at                timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  deleted_at                timestamptz(3),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT cyber_asset_cyber_system FOREIGN KEY (organization_id, cyber_system_id) REFERENCES cyber_system (organization_id, id)
);
CREATE UNIQUE INDEX cyber_asset_tag_unique ON cyber_asset (organization_id, asset_tag) WHERE deleted_at IS NULL;
CREATE INDEX cyber_asset_by_cyber_system ON cyber_asset (organization_id, cyber_system_id);

CREATE TABLE physical_area (
  organization_id   uuid NOT NULL,
  id                uuid NOT NULL,
  name              text NOT NULL,
  description       text,
  regulatory_type   text NOT NULL,
  facility_id       uuid,
  control_center_id uuid,
  created_at        timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  updated_at        timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  deleted_at        timestamptz(3),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT physical_area_place CHECK (num_nonnulls(facility_id, control_center_id) = 1),
  CONSTRAINT physical_area_facility FOREIGN KEY (organization_id, facility_id) REFERENCES facility (organization_id, id),
  CONSTRAINT physical_area_control_center FOREIGN KEY (organization_id, control_center_id) REFERENCES control_center (organization_id, id)
);
CREATE UNIQUE INDEX physical_area_name_unique ON physical_area (organization_id, COALESCE(facility_id, control_center_id), name)
  WHERE deleted_at IS NULL;
CREATE INDEX physical_area_by_facility ON physical_area (organization_id, facility_id);
CREATE INDEX physical_area_by_control_center ON physical_area (organization_id, control_center_id);

-- Which cyber assets stand in which physical area.
CREATE TABLE physical_area_cyber_asset (
  organization_id  uuid NOT NULL,
  physical_area_id uuid NOT NULL,
  cyber_asset_id   uuid NOT NULL,
  PRIMARY KEY (organization_id, physical_area_id, cyber_asset_id),
  FOREIGN KEY (organization_id, physical_area_id) REFERENCES physical_area (organization_id, id),
  FOREIGN KEY (organization_id, cyber_asset_id) REFERENCES cyber_asset (organization_id, id)
);
CREATE INDEX physical_area_cyber_asset_by_asset ON physical_area_cyber_asset (organization_id, cyber_asset_id);

-- Row-level security, binding for the owner too. The sub-selects make PostgreSQL evaluate a setting once per statement,
-- not once per row. Records are deleted softly, so the application's role holds no DELETE on them.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['control_center', 'facility', 'cyber_system', 'cyber_asset', 'physical_area', 'physical_area_cyber_asset'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (organization_id = (SELECT tenant_organization()))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO ${appRole}', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['control_center', 'facility', 'cyber_system', 'cyber_asset', 'physical_area'] LOOP
    EXECUTE format('CREATE INDEX %I ON %I (organization_id, updated_at, id)', t || '_by_updated_at', t);
  END LOOP;
END $$;
GRANT DELETE ON physical_area_cyber_asset TO ${appRole};

-- Whether a restricted caller may see what stands in this place. app.restrictions is a JSON array of objects with the arrays
-- facilities, controlCenters and cyberSystems of ids: each object must be satisfied, by any of its places; one that names
-- none is satisfied. A control center brings the facilities that it manages, and a facility what stands in it.
CREATE FUNCTION tenant_sees(system uuid, place_facility uuid, place_center uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  manager uuid;
BEGIN
  IF place_facility IS NOT NULL AND place_center IS NULL THEN
    SELECT f.control_center_id INTO manager FROM facility f WHERE f.id = place_facility;
  END IF;
  RETURN NOT EXISTS (
    SELECT FROM json_to_recordset(current_setting('app.restrictions')::json)
      AS r(facilities uuid[], "controlCenters" uuid[], "cyberSystems" uuid[])
    WHERE cardinality(r.facilities || r."controlCenters" || r."cyberSystems") > 0
      AND NOT COALESCE(system = ANY (r."cyberSystems"), false)
      AND NOT COALESCE(place_facility = ANY (r.facilities), false)
      AND NOT COALESCE(COALESCE(place_center, manager) = ANY (r."controlCenters"), false));
END $$;

-- The functions and sub-queries run only for a restricted caller, and are themselves under row-level security.
CREATE POLICY restriction ON control_center AS RESTRICTIVE USING (
  NOT (SELECT tenant_restricted()) OR tenant_sees(NULL, NULL, id));
CREATE POLICY restriction ON facility AS RESTRICTIVE USING (
  NOT (SELECT tenant_restricted()) OR tenant_sees(NULL, id, COALESCE(control_center_id, '00000000-0000-0000-0000-000000000000')));
CREATE POLICY restriction ON cyber_system AS RESTRICTIVE USING (
  NOT (SELECT tenant_restricted()) OR tenant_sees(id, facility_id, control_center_id));
CREATE POLICY restriction ON cyber_asset AS RESTRICTIVE USING (
  NOT (SELECT tenant_restricted()) OR cyber_system_id IN (SELECT s.id FROM cyber_system s));
CREATE POLICY restriction ON physical_area AS RESTRICTIVE USING (
  NOT (SELECT tenant_restricted()) OR tenant_sees(NULL, facility_id, control_center_id));
CREATE POLICY restriction ON physical_area_cyber_asset AS RESTRICTIVE USING (
  NOT (SELECT tenant_restricted()) OR (physical_area_id IN (SELECT a.id FROM physical_area a)
    AND cyber_asset_id IN (SELECT c.id FROM cyber_asset c)));
