package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolShowsItsConnectionsTest {
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Readiness readiness = new Readiness(vertx);

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void inUseAndIdleAndWhoWaits() {
        Postgres postgres =
                Postgres.open(vertx, PostgresServer.shared().freshDatabase().settings(), meters, readiness);
        int most = (int) gauge("postgres.pool.limit");
        List<SqlConnection> held = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            held.add(Await.result(postgres.pool().getConnection()));
        }
        assertThat(connections("used")).isEqualTo(most);
        assertThat(connections("idle")).isZero();

        Future<SqlConnection> waiting = postgres.pool().getConnection();
        Await.until("one waits", () -> gauge("postgres.pool.waiting") == 1);
        held.forEach(SqlConnection::close);
        Await.result(Await.result(waiting).close());

        Await.until("all are idle", () -> connections("used") == 0);
        assertThat(gauge("postgres.pool.waiting")).isZero();
        assertThat(connections("idle")).isEqualTo(most);
        assertThat(meters.get("postgres.pool.wait").timer().count()).isEqualTo(most + 1);
        Await.result(postgres.close());
    }

    private double connections(String state) {
        return meters.get("postgres.pool.connections")
                .tag("state", state)
                .gauge()
                .value();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
