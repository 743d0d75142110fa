package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.chassis.settings.SettingsException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server is a real one behind a proxy, which writes 16 for the version that the server states to its clients. */
@Timeout(60)
class OldServerEndsTheStartTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = PostgresServer.shared().freshDatabase();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void withTheVersionThatIsNeeded() {
        Map<String, Object> settings = new HashMap<>(database.overrides());
        settings.put("database.url", "postgresql://127.0.0.1:" + olderPort() + "/" + database.name());
        Postgres postgres =
                Postgres.open(vertx, TestDatabase.config(settings), new SimpleMeterRegistry(), new Readiness(vertx));

        assertThat(Await.failure(postgres.migrate("migrations/chassis")))
                .isInstanceOf(SettingsException.class)
                .hasMessageMatching("Setting 'database.url' names a server with PostgreSQL 16\\..*;"
                        + " version 17 or later is needed");
    }

    private int olderPort() {
        NetServer proxy = Await.result(vertx.createNetServer()
                .connectHandler(client -> {
                    client.pause();
                    vertx.createNetClient()
                            .connect(database.settings().port(), "127.0.0.1")
                            .onSuccess(server -> join(client, server));
                })
                .listen(0, "127.0.0.1"));
        return proxy.actualPort();
    }

    private static void join(NetSocket client, NetSocket server) {
        client.handler(server::write);
        server.handler(bytes -> client.write(older(bytes)));
        client.closeHandler(closed -> server.close());
        server.closeHandler(closed -> client.close());
        client.resume();
    }

    private static Buffer older(Buffer bytes) {
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        return Buffer.buffer(text.replaceAll("server_version\0[0-9]{2}", "server_version\00016")
                .getBytes(StandardCharsets.ISO_8859_1));
    }
}
