package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.keyservice.cli.KeyServiceCommands;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A command says which database it waits for, runs when the database is there, and ends with the reason if it is not.
 */
@Timeout(180)
class CommandWaitsForItsDatabaseTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void worksOnceItIsThere() {
        try (PostgresServer server = PostgresServer.own()) {
            TestDatabase database = server.freshDatabase();
            server.stop();
            CompletableFuture<Integer> status =
                    CompletableFuture.supplyAsync(() -> run("new-epoch", database, Duration.ofMinutes(2)));
            Await.until(
                    "the command says that it waits",
                    () -> text(err).contains("Waiting for the database: connection refused")
                            || text(err).contains("Waiting for the database: SQLSTATE 08001"));
            server.start();
            assertThat(status.join()).as(text(err)).isZero();
            assertThat(text(out)).contains("The log of changes is in epoch");
        }
    }

    @Test
    void verifyActivityMigratesNothing() throws SQLException {
        TestDatabase database = PostgresServer.shared().freshDatabase();

        assertThat(run("verify-activity", database, Duration.ofMinutes(2))).isEqualTo(1);

        assertThat(text(err)).contains("This program reads tables of version ", ", but the database has none: ");
        try (Connection connection = database.ownerConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace")
                            .next())
                    .isFalse();
        }
    }

    @Test
    void endsWithTheReasonIfItStaysAway() {
        try (PostgresServer server = PostgresServer.own()) {
            TestDatabase database = server.freshDatabase();
            server.stop();
            assertThat(run("verify-activity", database, Duration.ofSeconds(3))).isEqualTo(1);
            assertThat(text(err).lines().reduce("", (first, last) -> last))
                    .startsWith("Failed: ")
                    .contains("no database within 3 s. Waiting for the database: SQLSTATE 08001");
        }
    }

    private int run(String command, TestDatabase test, Duration wait) {
        PostgresConfig database = test.settings();
        return KeyServiceCommands.ALL.run(
                new String[] {command},
                Map.of(
                        "KEYSERVICE_DATABASE_URL", "postgresql://127.0.0.1:" + database.port() + "/" + test.name(),
                        "KEYSERVICE_DATABASE_USER", database.user(),
                        "KEYSERVICE_DATABASE_PASSWORD", database.password().reveal(),
                        "KEYSERVICE_DATABASE_OWNER", database.owner(),
                        "KEYSERVICE_DATABASE_OWNER_PASSWORD",
                                database.ownerPassword().reveal()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                wait);
    }

    private static String text(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
