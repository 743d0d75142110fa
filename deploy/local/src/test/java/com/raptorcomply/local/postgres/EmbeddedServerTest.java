package com.raptorcomply.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server requires the password, and keeps its data over a stop, a crash or a kill. */
class EmbeddedServerTest {
    private static final String PASSWORD = "known-to-the-test-only";
    private static final Path PROGRAMS = Path.of("target", "postgresql");

    private final Path directory;

    EmbeddedServerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void asksTheSuperuserForThePassword() throws SQLException {
        try (EmbeddedServer server = start()) {
            assertThatThrownBy(() -> server.address("guessed").connect())
                    .hasMessageContaining("password authentication failed");
            try (Connection connection = server.address(PASSWORD).connect()) {
                assertThat(one(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(one(connection, "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
                        .isEqualTo("scram-sha-256");
            }
        }
    }

    @Test
    void keepsCommittedDataOverAStopAndASecondStart() throws SQLException {
        try (EmbeddedServer server = start()) {
            execute(server, "CREATE TABLE kept AS SELECT 'before' AS word");
        }
        try (EmbeddedServer server = start();
                Connection connection = server.address(PASSWORD).connect()) {
            assertThat(one(connection, "SELECT word FROM kept")).isEqualTo("before");
        }
    }

    @Test
    void stopsTheServerThatAKilledRunLeftBehindAndStartsAgain() throws Exception {
        EmbeddedServer left = start();
        execute(left, "CREATE TABLE kept AS SELECT 'before' AS word");
        ProcessHandle postmaster = postmaster();
        try (EmbeddedServer server = start();
                Connection connection = server.address(PASSWORD).connect()) {
            assertThat(one(connection, "SELECT word FROM kept")).isEqualTo("before");
            postmaster.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void startsAgainAfterItWasKilledItselfAndItsProcessNumberBelongsToAnother() throws Exception {
        EmbeddedServer killed = start();
        execute(killed, "CREATE TABLE kept AS SELECT 'before' AS word");
        ProcessHandle postmaster = postmaster();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        Path pidFile = directory.resolve("a b/server/cluster/postmaster.pid");
        Files.writeString(
                pidFile,
                Files.readString(pidFile)
                        .replaceFirst("\\d+", "" + ProcessHandle.current().pid()));
        try (EmbeddedServer server = start();
                Connection connection = server.address(PASSWORD).connect()) {
            assertThat(one(connection, "SELECT word FROM kept")).isEqualTo("before");
        }
    }

    @Test
    void makesEachServiceADatabaseWithTwoRolesThatPassNoRowLevelSecurity() throws SQLException {
        try (EmbeddedServer server = start()) {
            ServiceDatabase database =
                    new ServiceDatabase(server.address(PASSWORD), "keyservice", "o'wner", "application");
            for (int start = 1; start <= 2; start++) {
                try (Databases databases = Databases.connect(server.address(PASSWORD))) {
                    databases.ensure(database, false);
                }
            }
            try (Connection connection = database.asApplication().connect()) {
                assertThat(
                                one(
                                        connection,
                                        "SELECT count(*)::text FROM pg_roles WHERE rolname LIKE 'keyservice%'"
                                                + " AND NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole AND NOT rolcreatedb"))
                        .isEqualTo("2");
                assertThatThrownBy(() -> execute(connection, "CREATE TABLE mine (i int)"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void rolesOfAServiceReachNothingButTheirOwnTables() throws SQLException {
        try (EmbeddedServer server = start()) {
            ServerAddress superuser = server.address(PASSWORD);
            ServiceDatabase database = new ServiceDatabase(superuser, "keyservice", "o'wner", "application");
            try (Databases databases = Databases.connect(superuser)) {
                databases.ensure(database, false);
                databases.confine(database);
            }
            for (String other : new String[] {"postgres", "template1"}) {
                assertThatThrownBy(() -> superuser
                                .as(other, database.applicationRole(), "application")
                                .connect())
                        .hasMessageContaining("permission denied for database");
            }
            try (Connection connection = database.asApplication().connect()) {
                for (String call : new String[] {"lo_create(0)", "lo_creat(1)", "lo_from_bytea(0, 'x')"}) {
                    assertThatThrownBy(() -> execute(connection, "SELECT " + call))
                            .hasMessageContaining("permission denied for function");
                }
            }
        }
    }

    private EmbeddedServer start() {
        return EmbeddedServer.start(PROGRAMS, directory.resolve("a b").resolve("server"), PASSWORD);
    }

    private ProcessHandle postmaster() throws Exception {
        String pid = Files.readAllLines(directory.resolve("a b/server/cluster/postmaster.pid"))
                .get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = server.address(PASSWORD).connect()) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
