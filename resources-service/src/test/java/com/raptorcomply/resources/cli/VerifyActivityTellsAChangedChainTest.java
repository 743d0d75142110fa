package com.raptorcomply.resources.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.resources.config.ResourcesConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's command verifies the chains of all organizations, and goes on from the checkpoints of its last run. */
class VerifyActivityTellsAChangedChainTest {
    private TestDatabase database = PostgresServer.shared().migratedDatabase(ResourcesConfig.MIGRATIONS);
    private final UUID organization = UUID.randomUUID();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void fromTheFirstLinkAndFromACheckpoint() throws SQLException, IOException {
        Path file = directory.resolve("checkpoints");
        assertThat(run()).isZero();
        append(3);
        assertThat(run("--checkpoints", file.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Every chain holds: 1");
        assertThat(Files.readString(file)).matches(organization + " 3 [0-9a-f]{64} 3\n");
        append(2);
        assertThat(run("--checkpoints", file.toString())).isZero();
        assertThat(Files.readString(file)).startsWith(organization + " 5 ");

        change("UPDATE activity_link SET actor_name = 'somebody else' WHERE sequence = 2");
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Broken: organization " + organization + ", link 2");
        assertThat(run("--checkpoints", file.toString()))
                .as("behind the checkpoint")
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Every chain holds from its checkpoint on: 1. Without");
        assertThat(run("--organization", organization.toString())).isEqualTo(1);
        assertThat(run("--organization", UUID.randomUUID().toString())).isEqualTo(1);
    }

    @Test
    void malformedFileIsRefused() throws IOException {
        Path file = directory.resolve("checkpoints");
        String valid = organization + " 1 " + "0".repeat(64) + " 1";
        for (String line : List.of("nonsense", "nonsense 1 0 1", organization + " one 0 1", valid.replace(" 1", ""))) {
            Files.write(file, List.of(valid, line));
            assertThat(run("--checkpoints", file.toString())).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("Line 2 of " + file, line);
        }
        assertThat(run("--no-such-option")).isEqualTo(2);
        assertThat(run("--organization", "meridian")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'meridian' is not an id (UUID); ");
    }

    @Test
    void tablesOfANewerVersionAreRefused() throws SQLException {
        try (Connection owner = database.ownerConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("INSERT INTO flyway_schema_history SELECT installed_rank + 1, '9999', description, type,"
                    + " script, checksum, installed_by, installed_on, execution_time, success FROM flyway_schema_history"
                    + " ORDER BY installed_rank DESC LIMIT 1");
        }

        assertThat(run()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("This program reads tables of version ", ", but those of the database have version 9999: ");
    }

    @Test
    void noTableIsMigrated() throws SQLException {
        database = PostgresServer.shared().freshDatabase();

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("This program reads tables of version ", ", but the database has none: ");
        try (Connection owner = database.ownerConnection();
                Statement statement = owner.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace")
                            .next())
                    .isFalse();
        }
    }

    private void append(int count) throws SQLException {
        try (Connection user = database.userConnection();
                Statement statement = user.createStatement()) {
            for (int i = 0; i < count; i++) {
                user.setAutoCommit(false);
                statement.execute("SELECT set_config('app.organization_id', '" + organization + "', true)");
                statement.execute("SELECT begin_change()");
                statement.execute(
                        "SELECT end_change('key', 'k', 'n', NULL, NULL, NULL, 'r', ARRAY['create'], ARRAY['facility'],"
                                + " ARRAY[gen_random_uuid()], ARRAY['{}'::json])");
                user.commit();
            }
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection owner = database.ownerConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("SELECT set_config('app.organization_id', '" + organization + "', false)");
            statement.execute("ALTER TABLE activity_link DISABLE TRIGGER ALL");
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private int run(String... options) {
        out.reset();
        err.reset();
        PostgresConfig settings = database.settings();
        Map<String, String> environment = Map.of(
                "RESOURCES_DATABASE_URL", "postgresql://127.0.0.1:" + settings.port() + "/" + settings.database(),
                "RESOURCES_DATABASE_USER", settings.user(),
                "RESOURCES_DATABASE_PASSWORD", settings.password().reveal(),
                "RESOURCES_DATABASE_OWNER", settings.owner(),
                "RESOURCES_DATABASE_OWNER_PASSWORD", settings.ownerPassword().reveal());
        String[] arguments = new String[options.length + 1];
        arguments[0] = "verify-activity";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return ResourcesCommands.ALL.run(
                arguments,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
