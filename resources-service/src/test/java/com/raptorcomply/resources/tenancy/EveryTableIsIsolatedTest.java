package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.UnderTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The catalog of the database says that every table is isolated: a table that a migration makes without {@code
 * protect_table} or {@code isolate_table}, or changes afterwards, fails here.
 */
class EveryTableIsIsolatedTest {
    /** Tables without rows of organizations, which the role that serves requests may not touch. */
    private static final List<String> OF_THE_SERVICE =
            List.of("cursor_secret", "directory_followed", "epoch", "flyway_schema_history");

    private static final String TABLES = """
            SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'f')
            AND c.relname NOT IN ('%s') ORDER BY 1""".formatted(String.join("', '", OF_THE_SERVICE));

    /** All that the calls make of a table, as one text. */
    private static final String MADE = """
            SELECT concat_ws(E'\\n', c.relrowsecurity, c.relforcerowsecurity,
              (SELECT string_agg(concat_ws(' ', p.polname, p.polpermissive, p.polcmd, p.polroles::regrole[], pg_get_expr(p.polqual, c.oid),
                 'CHECK', pg_get_expr(p.polwithcheck, c.oid)), E'\\n' ORDER BY p.polname) FROM pg_policy p WHERE p.polrelid = c.oid),
              (SELECT string_agg(concat_ws(' ', a.attname, pg_get_expr(d.adbin, c.oid)), E'\\n' ORDER BY a.attname) FROM pg_attrdef d
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum WHERE d.adrelid = c.oid),
              (SELECT string_agg(pg_get_indexdef(i.indexrelid), E'\\n' ORDER BY i.indexrelid) FROM pg_index i WHERE i.indrelid = c.oid))
            FROM pg_class c WHERE c.oid = '%s'::regclass""";

    private final String role = UnderTest.shared().database().user();
    private final Connection owner = UnderTest.shared().database().ownerConnection();

    EveryTableIsIsolatedTest() throws SQLException {}

    @BeforeEach
    void begin() throws SQLException {
        owner.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        owner.rollback();
        owner.close();
    }

    @Test
    void everyTableIsAsTheCallsMakeIt() throws SQLException {
        List<String> tables = strings(TABLES);
        assertThat(tables).hasSizeGreaterThanOrEqualTo(12);
        for (String table : tables) {
            String made = one("SELECT obj_description(p.oid, 'pg_policy') FROM pg_policy p WHERE p.polname = 'tenant'"
                    + " AND p.polrelid = '" + table + "'::regclass");
            String before = one(MADE.formatted(table));
            for (String call : calls(
                    table,
                    Objects.requireNonNull(
                            made, () -> table + " was made by neither isolate_table nor protect_table"))) {
                execute(call);
            }
            assertThat(one(MADE.formatted(table))).as(table).isEqualTo(before);
        }
    }

    /** A table beside the calls is seen, whatever it lacks. */
    @Test
    void aTableWithoutTheCallIsSeen() throws SQLException {
        execute("CREATE TABLE forgotten (organization_id uuid NOT NULL, id uuid)");
        execute("ALTER TABLE forgotten ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY");
        execute("CREATE POLICY tenant ON forgotten USING (true)");

        assertThat(strings(TABLES)).contains("forgotten");
        assertThat(
                        one(
                                "SELECT obj_description(p.oid, 'pg_policy') FROM pg_policy p WHERE p.polrelid = 'forgotten'::regclass"))
                .isNull();
        assertThat(strings(keysBesides())).isEmpty();
        execute("CREATE UNIQUE INDEX forgotten_unique ON forgotten (id)");
        assertThat(strings(keysBesides())).containsExactly("forgotten_unique");
    }

    /** Neither a unique key nor a foreign key nor an index can tell of another organization's rows. */
    @Test
    void keysAndIndexesBeginWithTheOrganization() throws SQLException {
        assertThat(strings(keysBesides())).isEmpty();
        assertThat(strings("""
                SELECT k.conname FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND NOT (
                  (SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) = 'organization_id'
                  AND (SELECT attname FROM pg_attribute WHERE attrelid = k.confrelid AND attnum = k.confkey[1]) = 'organization_id')""")).isEmpty();
    }

    @Test
    void theServicesOwnTablesAreClosed() throws SQLException {
        assertThat(strings("SELECT table_name FROM information_schema.role_table_grants WHERE grantee IN ('PUBLIC', '"
                        + role + "') AND table_name IN ('" + String.join("', '", OF_THE_SERVICE) + "')"))
                .isEmpty();
    }

    @Test
    void noViewReadsForItsOwner() throws SQLException {
        assertThat(strings("""
                SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND (c.relkind = 'm'
                  OR c.relkind = 'v' AND NOT COALESCE('security_invoker=true' = ANY (c.reloptions), false))""")).isEmpty();
    }

    /** A function that runs as its owner finds no object of another schema, and only the application's role may call it. */
    @Test
    void functionsOfTheOwnerAreClosed() throws SQLException {
        assertThat(strings("""
                SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
                  AND NOT COALESCE('search_path=public, pg_temp' = ANY (p.proconfig), false)""")).isEmpty();
        assertThat(strings("""
                SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
                  AND p.prorettype <> 'trigger'::regtype AND has_function_privilege('public', p.oid, 'EXECUTE')""")).isEmpty();
    }

    /** Statistics of columns hold values of all organizations. */
    @Test
    void statisticsTellNothing() throws SQLException {
        execute("ANALYZE facility");
        owner.commit();
        try (Connection user = UnderTest.shared().database().userConnection();
                Statement statement = user.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT (SELECT count(*) FROM pg_stats WHERE schemaname = 'public')"
                                + " + (SELECT count(*) FROM pg_stats_ext) + (SELECT count(*) FROM pg_stats_ext_exprs),"
                                + " has_table_privilege('pg_statistic', 'SELECT')")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isZero();
            assertThat(rows.getBoolean(2)).isFalse();
        }
    }

    private static List<String> calls(String table, String made) {
        List<String> calls = new ArrayList<>(List.of("SELECT isolate_table('" + table + "')"));
        if (made.startsWith("placed by ")) {
            String placements = made.substring("placed by ".length()).replace(", ", "', '");
            calls.add("SELECT restrict_table('" + table + "', '" + placements + "')");
        }
        return calls;
    }

    private static String keysBesides() {
        return """
                SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('%s') AND COALESCE(
                  (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = i.indkey[0]), '') <> 'organization_id'""".formatted(String.join("', '", OF_THE_SERVICE));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private @Nullable String one(String sql) throws SQLException {
        List<String> found = strings(sql);
        return found.isEmpty() ? null : found.get(0);
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
