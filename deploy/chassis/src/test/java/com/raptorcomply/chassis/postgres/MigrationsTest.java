package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.LogLines;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = PostgresServer.shared().freshDatabase();

    @RegisterExtension
    final LogLines lines = LogLines.below("org.flywaydb");

    @RegisterExtension
    final LogLines own = LogLines.from(Migrations.class);

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void theServingRoleGetsWhatItIsGrantedAndNothingElse() throws Exception {
        Await.result(open().migrate("migrations/chassis"));
        try (var connection = database.userConnection();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO first VALUES (1)");
            assertThatThrownBy(() -> statement.execute("DELETE FROM first")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE mine (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void grantsGoToTheRoleAndAnotherLoginOfItHasThem() throws Exception {
        TestDatabase other = PostgresServer.shared().anotherLogin(database);
        Map<String, Object> settings = new HashMap<>(other.overrides());
        settings.put("database.role", database.user());
        Postgres postgres =
                Postgres.open(vertx, TestDatabase.config(settings), new SimpleMeterRegistry(), new Readiness(vertx));
        Await.result(postgres.migrate("migrations/chassis"));
        Await.result(postgres.pool().query("INSERT INTO first VALUES (1)").execute());
        try (var connection = database.userConnection();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO first VALUES (2)");
        }
    }

    @Test
    void replicasThatStartTogetherAllSucceed() {
        Future<Void> first = open().migrate("migrations/chassis");
        Future<Void> second = open().migrate("migrations/chassis");
        Await.result(Future.all(first, second));
        Await.result(open().migrate("migrations/chassis"));
    }

    @Test
    void aNoticeOfTheDatabaseIsNoWarningInTheLog() {
        Await.result(open().migrate("migrations/chassis"));

        assertThat(lines.all()).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
    }

    @Test
    void aMigrationThatWaitsForATableLetsRequestsPass() throws Exception {
        Await.result(open().migrate("migrations/later/before"));
        try (var longReader = database.userConnection();
                var longRead = longReader.createStatement();
                var request = database.userConnection();
                var read = request.createStatement()) {
            longReader.setAutoCommit(false);
            longRead.executeQuery("SELECT id FROM first");
            Future<Void> migrated = open().migrate("migrations/later");
            Await.until("the migration waits for the table", () -> isWaitedFor(read));

            read.setQueryTimeout(20);
            assertThat(read.executeQuery("SELECT id FROM first").next()).isFalse();

            longReader.rollback();
            Await.result(migrated);
            read.execute("SELECT later FROM first");
            assertThat(lines.all()).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
        }
    }

    @Test
    void anOlderVersionTakesTheTablesOfANewerOneWithoutAWarning() {
        Await.result(open().migrate("migrations/later"));
        Await.result(open().migrate("migrations/later/before"));

        assertThat(own.all()).last().satisfies(line -> assertThat(line.getFormattedMessage())
                .contains("newer version"));
        assertThat(lines.all()).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
    }

    @Test
    void tablesOfAnotherVersionAreRefusedAndNothingIsChanged() throws Exception {
        assertThat(Await.failure(open().requireMigrated("migrations/later")))
                .hasMessage(
                        "This program reads tables of version 2, but the database has none: start the service first");
        try (var connection = database.ownerConnection();
                var statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace")
                            .next())
                    .isFalse();
        }

        Await.result(open().migrate("migrations/later/before"));
        assertThat(Await.failure(open().requireMigrated("migrations/later")))
                .hasMessage("This program reads tables of version 2, but those of the database have version 1:"
                        + " use the program of the version that migrated them");

        Await.result(open().migrate("migrations/later"));
        Await.result(open().requireMigrated("migrations/later"));
        assertThat(Await.failure(open().requireMigrated("migrations/later/before")))
                .hasMessageStartingWith(
                        "This program reads tables of version 1, but those of the database have version 2:");
    }

    private static boolean isWaitedFor(Statement look) throws SQLException {
        return look.executeQuery("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'first'::regclass")
                .next();
    }

    @Test
    void aBrokenMigrationFailsTheStartInsteadOfBeingTriedForEver() {
        assertThat(Await.failure(open().migrate("migrations/broken"))).isInstanceOf(FlywayException.class);
    }

    private Postgres open() {
        return Postgres.open(vertx, database.settings(), new SimpleMeterRegistry(), new Readiness(vertx));
    }
}
