package com.raptorcomply.gateway.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.LogLines;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.gateway.auth.CacheConfig;
import com.raptorcomply.gateway.auth.DualClock;
import com.raptorcomply.gateway.auth.GrantCache;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A lease that is not renewed has a line that says why, and not only the name of an exception. */
@Timeout(30)
class LostStreamIsLoggedWithItsReasonTest {
    private static final String ENDED = "Key service stream ended";
    private static final String UNREACHABLE = "Key service unreachable";

    @RegisterExtension
    static final LogLines LOG = LogLines.below("com.raptorcomply.gateway");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        Await.result(vertx.close());
    }

    @Test
    void theWordsOfTheKeyService() throws Exception {
        keepLeaseBy(socket -> socket.close((short) 1013, "database away"));
        awaitReason(ENDED, "closed with 1013: database away");
    }

    @Test
    void whatIsNoMessage() throws Exception {
        keepLeaseBy(socket -> socket.writeTextMessage("{"));
        awaitReason(ENDED, "what came is no message");
    }

    @Test
    void aMessageInBinary() throws Exception {
        keepLeaseBy(socket -> socket.writeBinaryMessage(Buffer.buffer("binary")));
        awaitReason(ENDED, "a message in binary");
    }

    @Test
    void silence() throws Exception {
        AtomicInteger streams = new AtomicInteger();
        keepLeaseBy(socket -> streams.incrementAndGet());
        awaitReason(ENDED, "no response for three quarters of the term");
        Await.until("another stream is opened", () -> streams.get() > 1);
    }

    @Test
    void aConnectionThatEndsWithoutACloseFrame() throws Exception {
        AtomicInteger streams = new AtomicInteger();
        keepLeaseBy(socket -> {
            streams.incrementAndGet();
            ((WebSocketInternal) socket).channelHandlerContext().close();
        });
        awaitReason(ENDED, "");
        Await.until("another stream is opened", () -> streams.get() > 1);
    }

    @Test
    void aRefusedConnection() throws Exception {
        deploy("http://127.0.0.1:1");
        awaitReason(UNREACHABLE, "connection refused: 127.0.0.1:1");
    }

    private static void awaitReason(String message, String reason) {
        assertThat(LOG.await(
                        message,
                        line -> LogLines.value(line, "reason").toString().startsWith(reason)))
                .isNotNull();
    }

    private void keepLeaseBy(Handler<ServerWebSocket> handler) throws Exception {
        HttpServer server =
                Await.result(vertx.createHttpServer().webSocketHandler(handler).listen(0, "127.0.0.1"));
        deploy("http://127.0.0.1:" + server.actualPort());
    }

    private void deploy(String url) throws Exception {
        GatewaySession session = new GatewaySession(
                new Fence(new GrantCache(new CacheConfig(10, 10, 10, Duration.ofSeconds(1)), DualClock.SYSTEM), 10));
        LeaseSettings settings =
                new LeaseSettings(List.of(URI.create(url)), Secret.of("gateway-credential"), "gateway-1", 0, "");
        Await.result(vertx.deployVerticle(new LeaseRenewer(session, settings, null)));
    }
}
