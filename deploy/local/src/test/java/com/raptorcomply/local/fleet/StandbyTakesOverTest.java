package com.raptorcomply.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.step.LocalRunException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A committed change is at the standby, and in the archive: a fail-over and a restore bring it back. */
@Execution(ExecutionMode.CONCURRENT)
class StandbyTakesOverTest {
    private static final String PASSWORD = "only-for-this-test";

    private final DataDirectory data;
    private final Layout layout;
    private final FleetDatabase database;

    StandbyTakesOverTest(@TempDir Path directory) {
        data = DataDirectory.open(directory.resolve("fleet"));
        layout = Layout.create(data, 0);
        database = new FleetDatabase(layout, PASSWORD);
    }

    @BeforeEach
    void start() {
        database.startPrimary();
        database.startStandby();
        database.execute("CREATE TABLE kept (number int)");
    }

    @AfterEach
    void stop() {
        Layout.DATABASES.stream()
                .map(database::node)
                .filter(node -> node.isRunning())
                .forEach(node -> node.crash());
        data.close();
    }

    @Test
    void andTheOldPrimaryFollowsIt() throws Exception {
        database.execute("INSERT INTO kept VALUES (1)");
        database.failOver();
        assertThat(layout.primary()).isEqualTo("database-2");
        assertThat(database.node("database-1").isRunning()).isFalse();
        database.execute("INSERT INTO kept VALUES (2)");
        database.startStandby();
        assertThat(count()).isEqualTo(2);
        database.failOver();
        assertThat(layout.primary()).isEqualTo("database-1");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void onceThePrimaryDoesNotAnswerAnyMore() throws Exception {
        CompletableFuture<Long> lost = CompletableFuture.supplyAsync(new PrimaryWatch(database)::awaitLoss);
        database.execute("SELECT pg_sleep(1)");
        assertThat(lost).as("while the primary answers").isNotDone();
        database.primary().crash();
        long gone = System.nanoTime();
        assertThat(lost).succeedsWithin(Duration.ofMinutes(1)).satisfies(answered -> assertThat(answered - gone)
                .as("nanoseconds from the crash to the last answer")
                .isNegative());
        assertThatThrownBy(() -> new PrimaryWatch(database)).hasMessageStartingWith("The primary does not answer");
    }

    @Test
    void notWithoutARunningStandby() {
        database.node("database-2").crash();
        assertThatThrownBy(database::failOver)
                .isInstanceOf(LocalRunException.class)
                .hasMessage("database-2 is no running standby: nothing to fail over to");
        assertThat(database.primary().isRunning()).isTrue();
    }

    @Test
    void notWhileThePrimaryGoesOnAlone() throws Exception {
        database.goOnAlone();
        assertThatThrownBy(database::failOver)
                .isInstanceOf(LocalRunException.class)
                .hasMessageStartingWith("The primary went on alone");
        database.startStandby();
        database.failOver();
        assertThat(count()).isZero();
    }

    @Test
    void aBackupAndTheArchiveHoldWhatCameAfterTheBackup(@TempDir Path backups) throws Exception {
        database.execute("INSERT INTO kept VALUES (1)");
        database.backUp(backups.resolve("database"));
        database.execute("INSERT INTO kept VALUES (2)");
        database.execute("SELECT pg_switch_wal()");
        // A fast stop archives what is left.
        database.node("database-2").stop();
        database.primary().stop();
        database.restore(backups.resolve("database"));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aLoginWithConnectionsKeepsItsPassword() throws Exception {
        database.execute("CREATE ROLE kept_app LOGIN PASSWORD 'first'");
        database.renewLogin("kept_app_b", "kept_app", "second");
        database.execute("GRANT SELECT ON kept TO kept_app");
        try (Connection other = database.address()
                        .as("postgres", "kept_app_b", "second")
                        .connect();
                Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM kept")) {
            assertThat(rows.next()).as("it has the rights of the role").isTrue();
            assertThatThrownBy(() -> database.endLogin("kept_app_b")).hasMessageContaining("still uses it");
            database.endLogin("kept_app");
        }
        assertThatThrownBy(() ->
                        database.address().as("postgres", "kept_app", "first").connect())
                .hasMessageContaining("password authentication failed");
    }

    private int count() throws Exception {
        try (Connection connection = database.address().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
