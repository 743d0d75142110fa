package com.raptorcomply.resources.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Entries that the functions of earlier versions wrote stay as they were and still verify, and each alteration of them,
 * of later entries, of links or of the head shows, made by the owner of the tables with the trigger disabled.
 */
class EveryAlterationOfTheLogShowsTest {
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final TestDatabase DATABASE = PostgresServer.shared().freshDatabase();
    private static final Chain CHAIN = Chain.of(DATABASE, ORGANIZATION);
    private static final List<String> TABLES = List.of("activity", "activity_link", "activity_head");

    /** Another value of a column, by its type. */
    private static final Map<String, String> OTHER = Map.of(
            "uuid", "gen_random_uuid()",
            "text", "concat(%s, 'x')",
            "int2", "%s + 1",
            "int4", "%s + 100",
            "int8", "%s + 100",
            "bytea", "coalesce(%s, '') || '\\x00'",
            "json", "'{\"altered\":true}'",
            "timestamptz", "coalesce(%s, now()) + interval '1 second'");

    private static Connection owner;

    @BeforeAll
    static void write() throws SQLException {
        owner = DATABASE.ownerConnection();
        owner.setAutoCommit(false);
        String old = "SELECT append_activity('key', 'k-1', 'Import', 'Kim Lee', 'request-%d', 'create', 'cyber_asset',"
                + " gen_random_uuid(), '{\"a\" : %1$d}'%s) FROM generate_series(1, 2)";
        migrate("2");
        execute(old.formatted(1, ""));
        migrate("3");
        execute(old.formatted(2, ", NULL"));
        execute(old.formatted(3, ", gen_random_uuid()"));
        migrate("4");
        execute(old.formatted(4, ", NULL"));
        execute(old.formatted(5, ", gen_random_uuid(), gen_random_uuid()"));
        String all =
                "SELECT concat_ws('|', organization_id, %s, at, actor_kind, actor_id, actor_name, acting_as_name, acting_as_id,"
                        + " owner_id, request_id, action, resource_type, resource_id, changes, previous_hash, hash)"
                        + " FROM activity WHERE hash IS NOT NULL ORDER BY 1";
        List<String> before = strings(all.formatted("sequence"));
        migrate("latest");
        assertThat(strings(all.formatted("link"))).isEqualTo(before).hasSize(10);
        execute(old.formatted(6, ", NULL"));
        for (int link = 1; link <= 2; link++) {
            execute("SELECT begin_change()", """
                    SELECT end_change('key', 'k-1', 'Import', gen_random_uuid(), 'Kim Lee', gen_random_uuid(), 'r',
                      array_agg('create' || i), array_agg('cyber_asset'::text), array_agg(gen_random_uuid()), array_agg(json_build_object('a', i)))
                    FROM generate_series(1, 3) i""");
        }
        execute(
                "ALTER TABLE activity DROP CONSTRAINT activity_in_link",
                "ALTER TABLE activity DISABLE TRIGGER ALL",
                "ALTER TABLE activity_link DISABLE TRIGGER ALL");
        for (String table : TABLES) {
            execute(
                    "ALTER TABLE " + table + " NO FORCE ROW LEVEL SECURITY",
                    "CREATE TABLE saved_" + table + " AS SELECT * FROM " + table);
        }
    }

    @AfterAll
    static void close() throws SQLException {
        CHAIN.close();
        owner.close();
    }

    @AfterEach
    void restore() throws SQLException {
        putBack();
        assertThat(CHAIN.broken()).isNull();
    }

    @Test
    void unalteredAllVerify() {
        ActivityVerifier.Result result = CHAIN.verify(Checkpoint.start(ORGANIZATION));

        assertThat(result.broken()).isNull();
        assertThat(result.verified().sequence()).isEqualTo(14);
        assertThat(result.verified().entries()).isEqualTo(18);
        assertThat(CHAIN.verify(result.verified()).broken()).isNull();
    }

    @Test
    void eachColumnOfEachTable() throws SQLException {
        for (String table : TABLES) {
            List<String> columns =
                    strings("SELECT attname || ' ' || typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
                            + " WHERE attrelid = '" + table + "'::regclass AND attnum > 0 AND NOT attisdropped");
            assertThat(columns).hasSizeGreaterThanOrEqualTo(4);
            for (String each : columns) {
                String column = each.substring(0, each.indexOf(' '));
                String other = Objects.requireNonNull(OTHER.get(each.substring(each.indexOf(' ') + 1)), each);
                for (String row : rows(table)) {
                    alter("UPDATE " + table + " SET " + column + " = " + other.formatted(column) + " WHERE " + row);
                }
            }
        }
    }

    @Test
    void anEntryRemoved() throws SQLException {
        for (int link = 1; link <= 14; link++) {
            alter("DELETE FROM activity WHERE ordinal = 1 AND link = " + link);
        }
        alter("DELETE FROM activity_link WHERE sequence = 13");
        alter("DELETE FROM activity WHERE link = 5", "UPDATE activity SET link = link - 1 WHERE link > 5");
        alter("DELETE FROM activity_head");
    }

    @Test
    void anEntryAdded() throws SQLException {
        for (String link : List.of("-1", "0", "3", "13", "15")) {
            alter(
                    "INSERT INTO activity (organization_id, link, ordinal, action, resource_type, resource_id, changes) VALUES ('"
                            + ORGANIZATION + "', " + link + ", 9, 'create', 'cyber_asset', gen_random_uuid(), '{}')");
        }
    }

    @Test
    void twoSwapped() throws SQLException {
        alter(swap("activity", "link", "3", "4"));
        alter(swap("activity", "link", "13", "14"));
        alter(swap("activity", "link", "10", "13 AND ordinal = 1"));
        alter(swap("activity", "ordinal", "1 AND link = 13", "2 AND link = 13"));
        alter(swap("activity_link", "sequence", "13", "14"));
    }

    @Test
    void theEndCut() throws SQLException {
        alter("DELETE FROM activity WHERE link = 14");
        alter("DELETE FROM activity WHERE link = 14", "DELETE FROM activity_link WHERE sequence = 14");
        alter("DELETE FROM activity WHERE link > 3", "DELETE FROM activity_link");
    }

    /** Nothing inside the database shows this, but a checkpoint outside does. */
    @Test
    void theEndCutWithTheHead() throws SQLException {
        Checkpoint end = CHAIN.verify(Checkpoint.start(ORGANIZATION)).verified();
        execute(
                "DELETE FROM activity WHERE link = 14",
                "DELETE FROM activity_link WHERE sequence = 14",
                "UPDATE activity_head SET (sequence, hash, last_at) = (SELECT sequence, hash, at FROM activity_link WHERE sequence = 13)");

        assertThat(CHAIN.broken()).isNull();
        assertThat(CHAIN.verify(end).broken()).isEqualTo(14);
    }

    /** An old row of each version, the first and a later row of a link of several entries. */
    private static List<String> rows(String table) {
        return switch (table) {
            case "activity" ->
                List.of("link = 2", "link = 6", "link = 10", "link = 13 AND ordinal = 1", "link = 14 AND ordinal = 3");
            case "activity_link" -> List.of("sequence = 11", "sequence = 13", "sequence = 14");
            default -> List.of("true");
        };
    }

    /** Exchanges the values of a column, by way of a third one, because keys are checked row by row. */
    private static String[] swap(String table, String column, String one, String other) {
        String update = "UPDATE " + table + " SET " + column + " = %s WHERE " + column + " = %s";
        String first = one.split(" ", 2)[0];
        String second = other.split(" ", 2)[0];
        return new String[] {
            update.formatted("-1", one),
            update.formatted(first, other),
            "UPDATE " + table + " SET " + column + " = " + second + " WHERE " + column + " = -1"
        };
    }

    private static void alter(String... statements) throws SQLException {
        execute(statements);
        assertThat(CHAIN.broken()).as(String.join("; ", statements)).isNotNull();
        putBack();
    }

    private static void putBack() throws SQLException {
        for (String table : TABLES) {
            execute("DELETE FROM " + table, "INSERT INTO " + table + " SELECT * FROM saved_" + table);
        }
    }

    private static void migrate(String version) {
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://127.0.0.1:" + DATABASE.port() + "/" + DATABASE.name(),
                        DATABASE.owner(),
                        DATABASE.settings().ownerPassword().reveal())
                .locations("classpath:migrations/resources")
                .placeholders(Map.of("appRole", DATABASE.user()))
                .target(version)
                .load()
                .migrate();
    }

    private static void execute(String... statements) throws SQLException {
        try (Statement statement = begin()) {
            for (String each : statements) {
                statement.execute(each);
            }
            owner.commit();
        }
    }

    private static List<String> strings(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = begin();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        owner.rollback();
        return found;
    }

    private static Statement begin() throws SQLException {
        Statement statement = owner.createStatement();
        statement.execute("SELECT set_config('app.organization_id', '" + ORGANIZATION + "', true)");
        return statement;
    }
}
