package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Under the role that serves requests, statements without WHERE see and change only the organization of the
 * transaction.
 */
class ForgottenWhereLeaksNothingTest {
    private final Caller ours = Caller.ofNewOrganization();
    private final Caller theirs = Caller.ofNewOrganization();
    private Connection connection = UnderTest.shared().database().userConnection();

    ForgottenWhereLeaksNothingTest() throws SQLException {}

    @BeforeEach
    void fill() throws SQLException {
        for (Caller caller : List.of(ours, theirs)) {
            Records records = Records.of(caller);
            records.controlCenter("CC-1");
            UUID facility = records.facility("F-1");
            UUID system = records.systemIn("facility_id", facility, "S-1");
            JsonObject known = new JsonObject().put("source", "cmdb").put("id", "1");
            JsonObject body = Records.asset(system, "T-1").put("externalIds", new JsonArray().add(known));
            String asset = caller.post("/cyber-assets", body, "Idempotency-Key", "k")
                    .object()
                    .getString("id");
            records.area(facility, "Relay house", UUID.fromString(asset));
            records.history();
            records.policies();
            records.timeZone("UTC");
            records.task(facility, "Review access");
            records.evidence(UUID.fromString(asset), records.file());
            records.importRow();
            records.execute("INSERT INTO due_interval (organization_id, id, kind, amount, unit) VALUES ('"
                    + caller.organization() + "', gen_random_uuid(), 'patch', 30, 'days')");
            records.training(facility, records.person("Ada"), records.trainingModule("Awareness"));
        }
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void everyTableIsUnderForcedSecurity() throws SQLException {
        List<String> open = strings("""
                SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'm') AND c.relname <> 'flyway_schema_history'
                  AND NOT (c.relrowsecurity AND c.relforcerowsecurity)""");
        assertThat(open).isEmpty();
        assertThat(tables()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(strings("""
                SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)
                UNION ALL SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE rolname = current_user""")).isEmpty();
    }

    @Test
    void selectSeesOneOrganization() throws SQLException {
        for (String table : tables()) {
            become(ours);
            assertThat(organizations(table))
                    .as(table)
                    .containsExactly(ours.organization().toString());
            connection.rollback();
            // The setting was local to the transaction; its remaining value ('') shows no rows.
            assertThat(organizations(table)).as(table).isEmpty();
        }
    }

    @Test
    void changesTouchOneOrganization() throws SQLException {
        become(ours);
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE cyber_asset SET asset_title = 'x'"))
                    .isEqualTo(1);
            assertThat(statement.executeUpdate("DELETE FROM physical_area_cyber_asset"))
                    .isEqualTo(1);
        }
        connection.commit();
        assertThat(theirs.get("/cyber-assets").array().getJsonObject(0).getString("assetTitle"))
                .isNotEqualTo("x");
        assertThat(theirs.get("/physical-areas").array().getJsonObject(0).getJsonArray("cyberAssets"))
                .hasSize(1);
    }

    @Test
    void rowsCannotBeGivenToAnotherOrganization() throws SQLException {
        for (String statement : List.of(
                "UPDATE cyber_asset SET organization_id = '" + theirs.organization() + "'",
                "INSERT INTO physical_area_cyber_asset VALUES ('" + theirs.organization()
                        + "', gen_random_uuid(), gen_random_uuid())")) {
            become(ours);
            assertRefused(statement, "row-level security");
        }
    }

    /** Each statement that a role may make, on each table, and with the organization in any place. */
    @Test
    void noStatementReachesAnotherOrganization() throws SQLException {
        String other = "'" + theirs.organization() + "'::uuid";
        for (String table : tables()) {
            String moved = "SELECT (json_populate_record(t, json_build_object('organization_id', " + other
                    + "))).* FROM " + table + " t";
            if (may(table, "INSERT")) {
                become(ours);
                assertRefused("INSERT INTO " + table + " " + moved, "row-level security");
                become(ours);
                assertRefused(
                        "MERGE INTO " + table + " t USING (" + moved + ") s ON t.organization_id = s.organization_id"
                                + " WHEN NOT MATCHED THEN INSERT VALUES (" + columns(table) + ")",
                        "row-level security");
            }
            if (may(table, "UPDATE")) {
                become(ours);
                assertRefused("UPDATE " + table + " SET organization_id = " + other, "row-level security");
                assertThat(changed("UPDATE " + table + " SET organization_id = organization_id WHERE organization_id = "
                                + other))
                        .as(table)
                        .isZero();
            }
            if (may(table, "DELETE")) {
                assertThat(changed("DELETE FROM " + table + " WHERE organization_id = " + other))
                        .as(table)
                        .isZero();
                assertThat(changed("MERGE INTO " + table + " t USING (SELECT " + other
                                + " AS o) s ON t.organization_id = s.o" + " WHEN MATCHED THEN DELETE"))
                        .as(table)
                        .isZero();
            }
        }
    }

    private String columns(String table) throws SQLException {
        return strings(
                        "SELECT string_agg('s.' || quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = '"
                                + table + "'::regclass AND attnum > 0 AND NOT attisdropped")
                .get(0);
    }

    private boolean may(String table, String privilege) throws SQLException {
        return strings("SELECT has_table_privilege('" + table + "', '" + privilege + "')::text")
                .contains("true");
    }

    private int changed(String sql) throws SQLException {
        become(ours);
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } finally {
            connection.rollback();
        }
    }

    /**
     * Functions that run as the owner of the tables show nothing of another organization. A new one fails the test until it
     * is called here.
     */
    @Test
    void functionsOfTheOwnerShowOneOrganization() throws SQLException {
        List<String> calls = List.of(
                "begin_change()",
                "seen_centers()",
                "seen_facilities()",
                "seen_systems()",
                "place_is_seen(NULL, NULL, NULL)",
                "system_is_seen(NULL)",
                "activity_chain(0, 100)",
                "activity_end()",
                "history_bounds()",
                "history_bounds('physical_area')",
                "sight_moved_at()",
                "last_change_at()",
                "known_sight(gen_random_uuid(), gen_random_uuid(), 'none')",
                "keep_sight(gen_random_uuid(), gen_random_uuid(), 'none')",
                "leave_areas(ARRAY(SELECT id FROM cyber_asset))",
                "taken_tags(NULL)",
                "assets_of_systems(ARRAY(SELECT id FROM cyber_system), '00000000-0000-0000-0000-000000000000', 100, true)",
                "seen_assets('00000000-0000-0000-0000-000000000000', 100, true)",
                "seen_assets('-infinity', '00000000-0000-0000-0000-000000000000', 100, true)");
        // These write or tell nothing of an organization.
        String others =
                "add_entries append_activity end_change apply_directory cursor_key directory_position epoch_began_at last_changes"
                        + " store_import_words sweep_imports";
        List<String> named = new ArrayList<>(List.of(others.split(" ", -1)));
        calls.forEach(call -> named.add(call.substring(0, call.indexOf('('))));
        assertThat(strings(
                        "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
                                + " AND prorettype <> 'trigger'::regtype"))
                .isSubsetOf(named);

        become(theirs);
        List<String> secret = new ArrayList<>(strings("SELECT encode(hash, 'hex') FROM activity_link"));
        int links = secret.size();
        for (String table : List.of("control_center", "facility", "cyber_system", "cyber_asset")) {
            secret.addAll(strings("SELECT id::text FROM " + table));
        }
        connection.rollback();
        assertThat(secret).hasSizeGreaterThanOrEqualTo(5);
        String places = "[{\"facilities\":[\"" + secret.get(links + 1) + "\"],\"controlCenters\":[\""
                + secret.get(links) + "\"]}]";
        for (String call : calls) {
            for (String restrictions : List.of("", places)) {
                become(ours);
                strings("SELECT set_config('app.restrictions', '" + restrictions + "', true)");
                List<String> shown = strings("SELECT to_json(f)::text FROM " + call + " f");
                // A center that the restrictions name is no news to the caller.
                assertThat(String.join(" ", shown).replace(secret.get(links), ""))
                        .as(call)
                        .doesNotContain(secret);
                connection.rollback();
            }
        }
    }

    @Test
    void nothingCanBeRemovedOrRewritten() throws SQLException {
        for (String statement : List.of(
                "DELETE FROM cyber_asset",
                "TRUNCATE cyber_asset",
                "DELETE FROM activity",
                "UPDATE activity SET actor_name = 'nobody'",
                "INSERT INTO activity SELECT * FROM activity",
                "ALTER TABLE cyber_asset DISABLE ROW LEVEL SECURITY")) {
            become(ours);
            assertRefused(statement, "permission denied|must be owner");
        }
    }

    @Test
    void ownerIsBoundToo() throws SQLException {
        try (Connection owner = UnderTest.shared().database().ownerConnection();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM cyber_asset")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    private void assertRefused(String sql, String reason) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).as(sql).hasMessageFindingMatch(reason);
        }
        connection.rollback();
    }

    private void become(Caller caller) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('app.organization_id', '" + caller.organization() + "', true)");
        }
    }

    private List<String> tables() throws SQLException {
        return strings("""
                SELECT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = 'organization_id'
                  AND has_table_privilege(c.oid, 'SELECT')""");
    }

    private Set<String> organizations(String table) throws SQLException {
        return new TreeSet<>(strings("SELECT organization_id::text FROM " + table));
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
