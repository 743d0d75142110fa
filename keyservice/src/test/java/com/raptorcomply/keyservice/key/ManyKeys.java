package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.TestService;
import java.util.List;

/**
 * Loads a million keys within a minute or so: without triggers, foreign keys and indexes, which follow at once for all. The
 * organization named {@code many} gets 10,000 keys, {@code few} 100, and as many others 1,000 each as the total asks for.
 */
final class ManyKeys {
    static final int MANY = 10_000;
    static final int FEW = 100;
    private static final int KEYS_OF_ANOTHER = 1_000;

    private static final String ORGANIZATIONS = """
            INSERT INTO organization (id, name) SELECT gen_random_uuid(), 'another' FROM generate_series(1, ?)""";

    private static final String USERS = """
            INSERT INTO app_user (id, organization_id, email, address_key, name, role)
            SELECT gen_random_uuid(), id, id || '-' || i, id || '-' || i, 'Some Body', 'user'
            FROM organization, generate_series(1, CASE name WHEN 'many' THEN 99 ELSE 1 END) i""";

    /** The indexes and keys that the load drops and creates again, foreign keys first. */
    private static final List<String> DROP = List.of(
            "CREATE TABLE dropped (position int, undo text, redo text)",
            """
            INSERT INTO dropped SELECT 1, format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
                format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint
            WHERE contype IN ('f', 'p') AND conrelid IN ('key_last_use'::regclass, 'key_word'::regclass)
                OR contype = 'f' AND conrelid = 'api_key'::regclass""",
            """
            INSERT INTO dropped SELECT 2, format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
            FROM pg_index
            WHERE indrelid IN ('api_key'::regclass, 'key_last_use'::regclass, 'key_word'::regclass)
                AND indexrelid NOT IN (SELECT conindid FROM pg_constraint)""",
            "ALTER TABLE api_key DISABLE TRIGGER USER",
            "DO $$ DECLARE one text; BEGIN FOR one IN SELECT undo FROM dropped ORDER BY position LOOP EXECUTE one; END LOOP; END $$");

    /** Adds keys of all kinds, the same mixture to each organization. What the triggers would do follows at once for all. */
    private static final List<String> FILL = List.of(
            """
            INSERT INTO api_key (id, organization_id, kind, owner_user_id, name, role, permissions, created_at, expires_at,
                created_by_kind, created_by_name, revoked_at, revoked_by_kind, revoked_by_name, leak_reported_at)
            SELECT gen_random_uuid(), o.id, CASE WHEN i % 20 = 0 THEN 'user' ELSE 'organization' END,
                CASE WHEN i % 20 = 0 THEN u.ids[1 + i / 20 % cardinality(u.ids)] END,
                (ARRAY['CMDB', 'SIEM', 'Historian', 'Ticket', 'Billing'])[1 + i % 5] || ' sync '
                    || (ARRAY['nightly', 'hourly', 'test'])[1 + i % 3] || ' ' || i,
                CASE WHEN i % 20 <> 0 THEN 'api_user' END, CASE WHEN i % 20 <> 0 THEN ARRAY['tasks:read'] END,
                now() - (i % 700) * interval '1 day' - i * interval '1 second',
                CASE WHEN i % 2 = 0 THEN now() + (i % 400 - 30) * interval '1 day' END, 'user', 'generator',
                CASE WHEN i % 10 = 3 OR i % 200 = 1 THEN now() END, CASE WHEN i % 10 = 3 OR i % 200 = 1 THEN 'user' END,
                CASE WHEN i % 10 = 3 OR i % 200 = 1 THEN 'generator' END, CASE WHEN i % 200 = 1 THEN now() END
            FROM organization o
                JOIN (SELECT organization_id, array_agg(id) AS ids FROM app_user GROUP BY 1) u ON u.organization_id = o.id,
                generate_series(1, CASE o.name WHEN 'many' THEN 10000 WHEN 'few' THEN 100 ELSE 1000 END) i""",
            """
            INSERT INTO key_last_use SELECT id, organization_id, CASE WHEN abs(hashtext(id::text)) % 5 = 0 THEN 'epoch'
                ELSE now() - abs(hashtext(id::text) % 200) * interval '1 day' END FROM api_key""",
            "INSERT INTO key_word SELECT k.organization_id, word, k.id FROM api_key k, string_to_table(lower(k.name), ' ') word",
            "ALTER TABLE api_key ENABLE TRIGGER USER",
            "DO $$ DECLARE one text; BEGIN FOR one IN SELECT redo FROM dropped ORDER BY position DESC LOOP EXECUTE one; END LOOP; END $$",
            "DROP TABLE dropped",
            "VACUUM ANALYZE api_key",
            "VACUUM ANALYZE key_last_use",
            "VACUUM ANALYZE key_word",
            "VACUUM ANALYZE app_user");

    private ManyKeys() {}

    /** Fills the organizations that exist, and others up to this total of keys. */
    static void load(TestService service, int total) {
        service.execute(ORGANIZATIONS, Math.max(0, (total - MANY - FEW) / KEYS_OF_ANOTHER));
        service.execute(USERS);
        DROP.forEach(service::execute);
        FILL.forEach(service::execute);
    }
}
