package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
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
    @Test
    void worksOnceItIsThere() {
        try (PostgresServer server = PostgresServer.own()) {
            TestCommandLine command = new TestCommandLine(server.freshDatabase());
            server.stop();
            CompletableFuture<Integer> status =
                    CompletableFuture.supplyAsync(() -> command.run(Map.of(), Duration.ofMinutes(2), "new-epoch"));
            Await.until(
                    "the command says that it waits",
                    () -> command.err().contains("Waiting for the database: connection refused")
                            || command.err().contains("Waiting for the database: SQLSTATE 08001"));
            server.start();
            assertThat(status.join()).as(command.err()).isZero();
            assertThat(command.out()).contains("The log of changes is in epoch");
        }
    }

    @Test
    void verifyActivityMigratesNothing() throws SQLException {
        TestDatabase database = PostgresServer.shared().freshDatabase();
        TestCommandLine command = new TestCommandLine(database);

        assertThat(command.run("verify-activity")).isEqualTo(1);

        assertThat(command.err()).contains("This program reads tables of version ", ", but the database has none: ");
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
            TestCommandLine command = new TestCommandLine(server.freshDatabase());
            server.stop();
            assertThat(command.run(Map.of(), Duration.ofSeconds(3), "verify-activity"))
                    .isEqualTo(1);
            assertThat(command.err().lines().reduce("", (first, last) -> last))
                    .startsWith("Failed: ")
                    .contains("no database within 3 s. Waiting for the database: SQLSTATE 08001");
        }
    }
}
