package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database may stop and restart at any time: queries fail at once meanwhile and succeed afterwards. */
@Timeout(120)
class PoolRecoversTest {
    private final Vertx vertx = Vertx.vertx();
    private final Readiness readiness = new Readiness(vertx);

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void waitsForTheDatabaseAtStartAndSurvivesItsRestart() {
        try (PostgresServer server = PostgresServer.own()) {
            TestDatabase database = server.freshDatabase();
            server.stop();
            Postgres postgres = Postgres.open(vertx, database.settings(), new SimpleMeterRegistry(), readiness);
            Future<Void> migrated = postgres.migrate("migrations/chassis");

            assertThat(Await.result(readiness.report()).checks())
                    .hasEntrySatisfying(
                            "database", check -> assertThat(check.message()).startsWith("Waiting for the database: "));
            assertThat(migrated.isComplete()).isFalse();
            assertUnavailable(query(postgres));

            server.start();
            Await.result(migrated);
            Await.result(query(postgres));
            Await.untilTrue(
                    "the database counts as ready", () -> readiness.report().map(Readiness.Report::ready));

            SqlConnection held = Await.result(postgres.pool().getConnection());
            Promise<Void> lost = Promise.promise();
            held.closeHandler(lost::complete);
            server.stop();
            Await.result(lost.future());
            assertUnavailable(held.query("SELECT 1").execute());
            assertUnavailable(query(postgres));
            Await.untilTrue(
                    "the database counts as lost", () -> readiness.report().map(report -> !report.ready()));

            server.start();
            Await.untilTrue("a query is answered", () -> query(postgres).map(true));
            Await.untilTrue(
                    "the database counts as ready", () -> readiness.report().map(Readiness.Report::ready));
        }
    }

    private static Future<?> query(Postgres postgres) {
        return postgres.pool().query("SELECT count(*) FROM first").execute();
    }

    private static void assertUnavailable(Future<?> query) {
        Throwable failure = Await.failure(query);
        assertThat(DatabaseFailure.isUnavailable(failure))
                .as(failure.toString())
                .isTrue();
    }
}
