-- :organization and :count are put in. One organization with so many assets, 50 in a system, 40 systems in a facility, 50
-- facilities under a control center, with as many entries in the activity log, a tenth as many tasks and former versions of
-- assets, and a smaller organization beside it. One change wrote all of it, so all records have the same time of change.
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '1GB';
SET max_parallel_maintenance_workers = 2;
SET app.changed_at = '2026-03-01T00:00:00.000Z';
CREATE TEMP TABLE size AS
    SELECT o AS organization, greatest(assets / 50, 20) AS systems, greatest(assets / 2000, 5) AS facilities,
        greatest(assets / 100000, 2) AS centers, assets
    FROM (VALUES (':organization'::uuid, :count), ('0a000000-0000-7000-8000-00000000ffff', least(:count, 1000))) v(o, assets);
-- Indexes of the large tables are built afterwards, which takes a fraction of the time. Other tables refer to the primary key
-- of assets, so it stays.
CREATE TEMP TABLE dropped AS
    SELECT i.indrelid::regclass AS "table", i.indexrelid::regclass::text AS name, i.indisprimary AS "primary",
        CASE WHEN i.indisprimary THEN pg_get_constraintdef(c.oid) ELSE pg_get_indexdef(i.indexrelid) END AS definition
    FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'p'
    WHERE i.indrelid IN ('cyber_asset'::regclass, 'cyber_asset_word'::regclass, 'activity'::regclass)
        AND NOT (i.indisprimary AND i.indrelid = 'cyber_asset'::regclass);
DO $$ DECLARE each record; BEGIN
    FOR each IN SELECT * FROM dropped LOOP
        EXECUTE CASE WHEN each.primary THEN format('ALTER TABLE %s DROP CONSTRAINT %s', each.table, each.name)
            ELSE 'DROP INDEX ' || each.name END;
    END LOOP;
END $$;
INSERT INTO organization SELECT organization, 'Power company', 'active', 'America/Denver' FROM size;
INSERT INTO person
    SELECT organization, ('01890000-0000-7000-d000-' || lpad(to_hex(p), 12, '0'))::uuid, 'Person ' || p, 'active', NULL
    FROM size, generate_series(0, 99) p;
INSERT INTO control_center (organization_id, id, center_title, center_code, bes, impact_level, address, regional_entity,
        commissioning_date, esp_defined, psp_defined, recovery_time_objective, backup_facility_tested, incident_response_tested,
        last_review_date)
    SELECT organization, ('01890000-0000-7000-8000-' || lpad(to_hex(c), 12, '0'))::uuid, 'Control center ' || c, 'CC-' || c, true,
        'high', '{"addressLine1":"1 Main Street","city":"Boise","state":"ID","zip":"83702"}', 'WECC', '2001-05-01', true, true, 4,
        '2026-01-15', '2026-02-15', '2026-03-01'
    FROM size, generate_series(0, centers - 1) c;
INSERT INTO facility (organization_id, id, title, facility_code, facility_type, bes, impact_level, capacity_mw, capacity_mva,
        voltage_kv, regional_entity, registration_status, interconnection, last_review_date, control_center_id)
    SELECT organization, ('01890000-0000-7000-b000-' || lpad(to_hex(f), 12, '0'))::uuid, 'Substation ' || f, 'FA-' || f,
        'transmission', true, 'medium', 100 + f, 120 + f, 345, 'WECC', 'registered', 'western', '2026-03-01',
        ('01890000-0000-7000-8000-' || lpad(to_hex(f % centers), 12, '0'))::uuid
    FROM size, generate_series(0, facilities - 1) f;
INSERT INTO cyber_system (organization_id, id, system_title, system_code, system_type, system_function,
        external_routable_connectivity, interactive_remote_access, facility_id, control_center_id)
    SELECT organization, ('01890000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, 'Substation automation ' || i, 'CS-' || i,
        'scada', 'Supervisory control', true, false,
        CASE WHEN i % 20 > 0 THEN ('01890000-0000-7000-b000-' || lpad(to_hex(i / 40 % facilities), 12, '0'))::uuid END,
        CASE WHEN i % 20 = 0 THEN ('01890000-0000-7000-8000-' || lpad(to_hex(i / 20 % centers), 12, '0'))::uuid END
    FROM size, generate_series(0, systems - 1) i;
INSERT INTO cyber_asset (organization_id, id, asset_title, asset_tag, count, cyber_system_id, cip_asset_category, asset_type,
        impact_level, manufacturer, model, physical_location, in_service, dial_up_connectivity, routable_protocol,
        remote_access_available, baseline_documented, ports_services_documented, logging_enabled, firmware_version, ip_address,
        mac_address, operating_system, serial_number, last_patch_date)
    SELECT organization, ('01890000-0000-7000-a000-' || lpad(to_hex(i), 12, '0'))::uuid, 'Protective relay bay ' || i, 'PR-' || i, 1,
        ('01890000-0000-7000-9000-' || lpad(to_hex(i / 50 % systems), 12, '0'))::uuid, 'bes_cyber_asset', 'relay',
        CASE WHEN i % 5000 = 17 THEN 'high' ELSE 'medium' END,
        'Schweitzer Engineering Laboratories', 'SEL-421', 'Relay house, panel ' || i % 40, true, false, true, false, true, true,
        i % 3 = 0, 'R' || i % 400, '10.' || i / 65536 % 256 || '.' || i / 256 % 256 || '.' || i % 256, '00:30:A7:1A:2B:3C',
        'SEL firmware', 'SN' || i, DATE '2026-01-01' + i % 300
    FROM size, generate_series(0, assets - 1) i;
INSERT INTO cyber_asset_range
    SELECT organization_id, cyber_system_id, min(id::text COLLATE "C")::uuid, max(id::text COLLATE "C")::uuid FROM cyber_asset GROUP BY 1, 2;
DO $$ DECLARE columns text := (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
        WHERE attrelid = 'cyber_asset'::regclass AND attnum > 0 AND NOT attisdropped); BEGIN
    EXECUTE format('INSERT INTO cyber_asset_version (%s, superseded_at) SELECT %1$s, updated_at
        FROM cyber_asset WHERE right(serial_number, 1) = ''7''', columns);
    UPDATE cyber_asset_version SET updated_at = '2026-02-01T00:00:00Z';
END $$;
INSERT INTO physical_area (organization_id, id, name, regulatory_type, facility_id)
    SELECT organization, ('01890000-0000-7000-e000-' || lpad(to_hex(a), 12, '0'))::uuid, 'Relay house ' || a, 'PSP',
        ('01890000-0000-7000-b000-' || lpad(to_hex(a % facilities), 12, '0'))::uuid
    FROM size, generate_series(0, facilities * 4 - 1) a;
INSERT INTO physical_area_cyber_asset
    SELECT organization, ('01890000-0000-7000-e000-' || lpad(to_hex(i / 2000 % facilities + facilities * (i / 10 % 4)), 12, '0'))::uuid,
        ('01890000-0000-7000-a000-' || lpad(to_hex(i), 12, '0'))::uuid
    FROM size, generate_series(0, assets - 1, 10) i WHERE i / 50 % 20 > 0;
INSERT INTO task (organization_id, id, title, assignee_id, due_date, status, related_resource_id, related_resource_type, created_at,
        updated_at)
    SELECT organization, ('01890000-0000-7000-f000-' || lpad(to_hex(t), 12, '0'))::uuid, 'Review relay ' || t,
        ('01890000-0000-7000-d000-' || lpad(to_hex(t % 100), 12, '0'))::uuid, DATE '2026-01-01' + t % 700,
        CASE t % 4 WHEN 0 THEN 'open' WHEN 1 THEN 'in_progress' ELSE 'complete' END,
        ('01890000-0000-7000-a000-' || lpad(to_hex(t * 10), 12, '0'))::uuid, 'cyber_asset', change_time(), change_time()
    FROM size, generate_series(0, assets / 10 - 1) t;
INSERT INTO task_word SELECT organization_id, id, w FROM task, unnest(ARRAY['review', 'relay', substr(title, 14)]) w;
INSERT INTO cyber_asset_word
    SELECT a.organization_id, a.id, w
    FROM cyber_asset a, unnest(ARRAY['bay', 'pr', 'protective', 'relay', substr(serial_number, 3), lower(serial_number)]) w;
INSERT INTO activity (organization_id, link, ordinal, action, resource_type, resource_id, changes)
    SELECT organization, 1 + i / 100, 1 + i % 100, 'create', 'cyber_asset',
        ('01890000-0000-7000-a000-' || lpad(to_hex(i), 12, '0'))::uuid,
        json_build_object('assetTitle', 'Protective relay bay ' || i, 'assetTag', 'PR-' || i, 'count', 1, 'impactLevel', 'medium',
            'manufacturer', 'Schweitzer Engineering Laboratories', 'model', 'SEL-421', 'inService', true)
    FROM size, generate_series(0, assets - 1) i;
DO $$
DECLARE
  each record;
  new activity_link;
BEGIN
  FOR each IN
    SELECT a.organization_id, a.link, count(*) AS entries,
      sha256(string_agg(activity_digest(a.ordinal, a.action, a.resource_type, a.resource_id, a.changes), '' ORDER BY a.ordinal)) AS digest
    FROM activity a GROUP BY 1, 2 ORDER BY 1, 2
  LOOP
    new.previous_hash := CASE WHEN each.link = 1 THEN ''::bytea ELSE new.hash END;
    new.organization_id := each.organization_id;
    new.sequence := each.link;
    new.version := 4;
    new.at := timestamptz '2026-03-01 00:00Z' + each.link * interval '1 millisecond';
    new.actor_kind := 'key';
    new.actor_id := 'generator';
    new.actor_name := 'Generator';
    new.request_id := 'generator';
    new.entries := each.entries;
    new.entries_digest := each.digest;
    new.hash := activity_link_hash(new);
    INSERT INTO activity_link SELECT (new).*;
  END LOOP;
END $$;
INSERT INTO activity_head (organization_id, sequence, hash, last_at)
    SELECT DISTINCT ON (organization_id) organization_id, sequence, hash, at FROM activity_link ORDER BY organization_id, sequence DESC;
DO $$ DECLARE each record; BEGIN
    FOR each IN SELECT * FROM dropped ORDER BY NOT "primary" LOOP
        EXECUTE CASE WHEN each.primary THEN format('ALTER TABLE %s ADD CONSTRAINT %s %s', each.table, each.name, each.definition)
            ELSE each.definition END;
    END LOOP;
END $$;
-- The triggers that keep the counts do not fire for a replica.
SELECT recount_inventory();
VACUUM (ANALYZE);
CHECKPOINT;
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bare') THEN
    CREATE ROLE bare LOGIN BYPASSRLS PASSWORD ':password'; END IF; END $$;
GRANT CONNECT ON DATABASE :database TO bare;
GRANT :database_app TO bare;
