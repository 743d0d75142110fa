package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.LogLines;
import com.raptorcomply.chassis.service.CheckResult;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A login that the database refuses is an error that names its settings, and the start goes on once it is let in. */
@Timeout(120)
class RefusedLoginNamesItsSettingsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Readiness readiness = new Readiness(vertx);
    private final TestDatabase database = PostgresServer.shared().freshDatabase();

    @RegisterExtension
    final LogLines lines = LogLines.from(Migrations.class);

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void thatOfTheRoleThatServesRequests() {
        assertWaitedFor(database.user(), "'database.user' and 'database.password'");
    }

    @Test
    void thatOfTheRoleThatOwnsTheTables() {
        assertWaitedFor(database.owner(), "'database.owner' and 'database.ownerPassword'");
    }

    @Test
    void andThatOfAServiceThatRuns() {
        Postgres postgres = open();
        Await.result(postgres.migrate("migrations/chassis"));

        alter(database.user(), "NOLOGIN");

        awaitReason("The database cannot be used: it refuses the login of settings"
                + " 'database.user' and 'database.password'");
        assertThat(DatabaseFailure.isUnavailable(
                        Await.failure(postgres.pool().query("SELECT 1").execute())))
                .isTrue();
    }

    private void assertWaitedFor(String role, String settings) {
        alter(role, "NOLOGIN");
        Future<Void> migrated = open().migrate("migrations/chassis");

        awaitReason("Waiting for the database: it refuses the login of settings " + settings);
        assertErrorOf(settings);
        alter(role, "LOGIN");
        Await.result(migrated);
    }

    private static void alter(String role, String attribute) {
        PostgresServer.shared().execute("ALTER ROLE " + role + " " + attribute);
    }

    private Postgres open() {
        return Postgres.open(vertx, database.settings(), new SimpleMeterRegistry(), readiness);
    }

    private void awaitReason(String reason) {
        Await.untilTrue("the reason " + reason, () -> readiness.report().map(report -> report.checks()
                .containsValue(CheckResult.failing(reason))));
    }

    private void assertErrorOf(String settings) {
        assertThat(lines.all()).anySatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getKeyValuePairs()).anySatisfy(pair -> {
                assertThat(pair.key).isEqualTo("setting");
                assertThat(pair.value).isEqualTo(settings);
            });
        });
    }
}
