-- :organization and :count are put in. One organization with so many assets, and a smaller one beside it.
SET session_replication_role = replica;
SET synchronous_commit = off;
SET app.changed_at = '2026-03-01T00:00:00.000Z';
INSERT INTO control_center SELECT o, '01890000-0000-7000-8000-00000000c001', 'Control center', 'CC-1', true, 'high',
    '{"addressLine1":"1 Main Street","city":"Boise","state":"ID","zip":"83702"}', 'WECC', '2001-05-01', true, true, 4, NULL,
    '2026-01-15', '2026-02-15', '2026-03-01'
    FROM unnest(ARRAY[':organization', '0a000000-0000-7000-8000-00000000ffff']::uuid[]) o;
INSERT INTO cyber_system (organization_id, id, system_title, system_code, system_type, system_function,
        external_routable_connectivity, interactive_remote_access, control_center_id)
    SELECT o, ('01890000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, 'Substation automation ' || i, 'CS-' || i, 'scada',
        'Supervisory control', true, false, '01890000-0000-7000-8000-00000000c001'
    FROM unnest(ARRAY[':organization', '0a000000-0000-7000-8000-00000000ffff']::uuid[]) o, generate_series(0, :count / 100) i;
INSERT INTO cyber_asset (organization_id, id, asset_title, asset_tag, count, cyber_system_id, cip_asset_category, asset_type,
        impact_level, manufacturer, model, physical_location, in_service, dial_up_connectivity, routable_protocol,
        remote_access_available, baseline_documented, ports_services_documented, logging_enabled, firmware_version, ip_address,
        mac_address, operating_system, serial_number, last_patch_date)
    SELECT o, ('01890000-0000-7000-a000-' || lpad(to_hex(i), 12, '0'))::uuid, 'Protective relay bay ' || i, 'PR-' || i, 1,
        ('01890000-0000-7000-9000-' || lpad(to_hex(i / 100), 12, '0'))::uuid, 'bes_cyber_asset', 'relay', 'medium',
        'Schweitzer Engineering Laboratories', 'SEL-421', 'Relay house, panel ' || i % 40, true, false, true, false, true, true,
        i % 3 = 0, 'R' || i % 400, '10.' || i / 65536 % 256 || '.' || i / 256 % 256 || '.' || i % 256, '00:30:A7:1A:2B:3C',
        'SEL firmware', 'SN' || i, DATE '2026-01-01' + i % 300
    FROM unnest(ARRAY[':organization', '0a000000-0000-7000-8000-00000000ffff']::uuid[]) o,
        generate_series(0, CASE WHEN o = ':organization' THEN :count ELSE least(:count, 1000) END - 1) i;
VACUUM (ANALYZE) control_center;
VACUUM (ANALYZE) cyber_system;
VACUUM (ANALYZE) cyber_asset;
CHECKPOINT;
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bare') THEN
    CREATE ROLE bare LOGIN BYPASSRLS PASSWORD ':password'; END IF; END $$;
GRANT CONNECT ON DATABASE :database TO bare;
GRANT :database_app TO bare;
