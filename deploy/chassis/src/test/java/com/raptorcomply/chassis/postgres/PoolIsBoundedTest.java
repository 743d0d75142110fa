package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PoolIsBoundedTest {
    private final Vertx vertx = Vertx.vertx();
    private final Readiness readiness = new Readiness(vertx);

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void requestsPastTheQueueAreRefusedAtOnceAndThoseInItAfterAWhile() {
        Postgres postgres = open(PostgresServer.shared().freshDatabase().overrides());
        SqlConnection taken = Await.result(postgres.pool().getConnection());
        Future<?> waiting = postgres.pool().getConnection();
        Future<?> refused = postgres.pool().getConnection();
        assertUnavailable(refused);
        assertUnavailable(waiting);
        Await.result(taken.close());
        Await.result(postgres.pool().query("SELECT 1").execute());
    }

    /** Completes before the pool closes the taken connection for silence. */
    @Test
    @Timeout(25)
    void aServiceWhoseConnectionsAreAllTakenIsStillReady() {
        Postgres postgres = open(PostgresServer.shared().freshDatabase().overrides());
        Await.result(postgres.migrate("migrations/chassis"));
        SqlConnection taken = Await.result(postgres.pool().getConnection());
        Await.untilTrue("the database counts as ready", () -> readiness.report().map(Readiness.Report::ready));
        Await.result(taken.close());
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersDoesNotHoldRequests() {
        NetServer silent = Await.result(
                vertx.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1"));
        Map<String, Object> overrides = new HashMap<>(new TestDatabase(silent.actualPort(), "x", "x", "x").overrides());
        Postgres postgres = open(overrides);
        assertUnavailable(postgres.pool().getConnection());
        assertUnavailable(postgres.pool().query("SELECT 1").execute());
    }

    @Test
    void aStatementThatTakesTooLongIsEndedByTheServer() {
        Postgres postgres = open(PostgresServer.shared().freshDatabase().overrides());
        assertUnavailable(postgres.pool().query("SELECT pg_sleep(100)").execute());
    }

    @Test
    void aWrongQueryIsNotTakenForAnUnreachableDatabase() {
        Postgres postgres = open(PostgresServer.shared().freshDatabase().overrides());
        Throwable failure =
                Await.failure(postgres.pool().query("SELECT nonsense").execute());
        assertThat(DatabaseFailure.isUnavailable(failure)).isFalse();
    }

    private Postgres open(Map<String, Object> database) {
        Map<String, Object> settings = new HashMap<>(database);
        settings.putAll(Map.of(
                "database.poolSize",
                1,
                "database.waitQueueMax",
                1,
                "database.acquireTimeout",
                "2s",
                "database.statementTimeout",
                "300ms"));
        return Postgres.open(vertx, TestDatabase.config(settings), new SimpleMeterRegistry(), readiness);
    }

    private static void assertUnavailable(Future<?> future) {
        Throwable failure = Await.failure(future);
        assertThat(DatabaseFailure.isUnavailable(failure))
                .as(failure.toString())
                .isTrue();
    }
}
