package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gateway closes a WebSocket on both sides if neither side sends anything. */
@Timeout(60)
class IdleWebSocketEndsTest {
    private static final CountDownLatch UPSTREAM_ENDED = new CountDownLatch(1);
    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> {
                out.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhello"
                        .getBytes(StandardCharsets.US_ASCII));
                return true;
            })
            .whenEnded(UPSTREAM_ENDED::countDown);

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.webSocketIdleTimeout", "200ms")
            .with("routes", List.of(Map.of("prefix", "/facilities", "upstream", "resources", "webSocket", true)));

    @Test
    void onBothSides() throws Exception {
        STAGE.awaitLease();
        String fields = "Connection: Upgrade\r\nUpgrade: websocket\r\nX-API-Key: "
                + STAGE.keyService().key();
        try (Client client = new Client(STAGE.gateway().port())) {
            client.write("GET /facilities HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(101);

            client.awaitClosed();
        }
        assertThat(UPSTREAM_ENDED.await(20, TimeUnit.SECONDS)).isTrue();
        STAGE.awaitMeter("gateway_upstream_failures_total\\{reason=\"exchange-timeout\"\\}", 1);
    }
}
