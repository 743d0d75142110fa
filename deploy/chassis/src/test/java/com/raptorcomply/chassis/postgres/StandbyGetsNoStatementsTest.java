package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Revocation: Fence. Verifications read the primary, even if a fail-over has left its address to a standby. */
class StandbyGetsNoStatementsTest {
    private final Vertx vertx = Vertx.vertx();
    private final PostgresServer server = PostgresServer.own();
    private final TestDatabase database = server.freshDatabase();
    private final Postgres postgres =
            Postgres.open(vertx, database.settings(), new SimpleMeterRegistry(), new Readiness(vertx));

    @AfterEach
    void close() {
        Await.result(postgres.close());
        server.close();
        Await.result(vertx.close());
    }

    @Test
    void neitherByThePoolNorByAConnectionOfItsOwn() throws Exception {
        server.stop();
        server.startAsStandby();
        assertThat(isInRecovery()).isTrue();

        assertUnavailable(postgres.pool().query("SELECT 1").execute());
        assertUnavailable(PgConnection.connect(vertx, postgres.connectOptions()));

        server.stop();
        server.start();
        assertThat(isInRecovery()).isFalse();
        Await.result(postgres.pool().query("SELECT 1").execute());
    }

    private static void assertUnavailable(Future<?> asked) {
        Throwable failure = Await.failure(asked);
        assertThat(DatabaseFailure.isUnavailable(failure))
                .as(failure.toString())
                .isTrue();
    }

    private boolean isInRecovery() throws Exception {
        try (Connection connection = database.ownerConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
