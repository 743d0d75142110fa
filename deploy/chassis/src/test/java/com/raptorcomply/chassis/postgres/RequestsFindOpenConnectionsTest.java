package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool.PooledConnection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While the machine is busy and no connection opens in time, requests do with those that are open: all that there may be. */
class RequestsFindOpenConnectionsTest {
    private static final int CONNECTIONS = 4;
    private static final long MINUTES_MIN = 14;
    private static final long MINUTES_MAX = 30;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicBoolean opensNoMore = new AtomicBoolean();
    private final TestDatabase database = PostgresServer.shared().freshDatabase();
    private final Postgres postgres = Postgres.open(vertx, settings(), meters, new Readiness(vertx));

    @AfterEach
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
    }

    @Test
    void asManyAsThereMayBe() {
        postgres.openOn(vertx.getOrCreateContext());
        Await.result(postgres.fill());
        opensNoMore.set(true);

        List<SqlConnection> taken = takeAll();
        assertThat(taken).hasSize(CONNECTIONS);
        taken.forEach(connection -> Await.result(connection.close()));
    }

    /** Those that open together at start would else leave requests without any when their lifetime is over. */
    @Test
    void alsoWhenTheFirstOnesAreReplaced() {
        postgres.openOn(vertx.getOrCreateContext());
        Await.result(postgres.fill());

        List<SqlConnection> taken = takeAll();
        long[] ends =
                taken.stream().mapToLong(connection -> end(connection)).sorted().toArray();

        assertThat(ends[0]).isGreaterThan(System.currentTimeMillis() + MINUTES_MIN * 60_000);
        assertThat(ends[CONNECTIONS - 1]).isLessThan(System.currentTimeMillis() + MINUTES_MAX * 60_000);
        assertThat(ends[CONNECTIONS - 1] - ends[0]).as("the spread").isGreaterThan(10_000);
        taken.forEach(connection -> Await.result(connection.close()));
    }

    private static long end(SqlConnection connection) {
        return ((PooledConnection) ((SqlConnectionInternal) connection).unwrap()).lifetimeEvictionTimestamp;
    }

    private List<SqlConnection> takeAll() {
        List<Future<SqlConnection>> taken = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            taken.add(postgres.pool().getConnection());
        }
        return Await.result(Future.all(taken)).list();
    }

    @Test
    void alsoAfterTheDatabaseHasClosedThem() throws SQLException {
        postgres.openOn(vertx.getOrCreateContext());
        Await.result(postgres.fill());
        try (Connection user = database.userConnection()) {
            user.createStatement()
                    .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE usename = current_user AND pid <> pg_backend_pid()");
        }
        Await.until("the pool has lost them", () -> open() == 0);
        Await.until("they are open again, and no request asked for one", () -> open() == CONNECTIONS);
    }

    private int open() {
        return (int) meters.get("postgres.pool.connections").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private PostgresConfig settings() {
        Map<String, Object> settings = new HashMap<>(database.overrides());
        settings.put("database.url", "postgresql://127.0.0.1:" + way().actualPort() + "/" + database.name());
        settings.put("database.poolSize", CONNECTIONS);
        return TestDatabase.config(settings);
    }

    /** Leads to the database, and once it opens no more, accepts connections and leaves them without an answer. */
    private NetServer way() {
        return Await.result(vertx.createNetServer()
                .connectHandler(client -> {
                    client.pause();
                    if (!opensNoMore.get()) {
                        vertx.createNetClient()
                                .connect(database.port(), "127.0.0.1")
                                .onSuccess(server -> join(client, server));
                    }
                })
                .listen(0, "127.0.0.1"));
    }

    private static void join(NetSocket client, NetSocket server) {
        server.handler(client::write);
        server.closeHandler(closed -> client.close());
        client.closeHandler(closed -> server.close());
        client.handler(server::write);
        client.resume();
    }
}
