package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class WebSocketEndsWithTheLeaseTest {
    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> {
        out.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        new CountDownLatch(1).await();
        return false;
    });

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .withShortLease()
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.revokedStreamGrace", "200ms")
            .with("routes", List.of(Map.of("prefix", "/facilities", "upstream", "resources", "webSocket", true)));

    @Test
    void whenNobodyCanVerifyItsKeyAgain() throws Exception {
        STAGE.awaitLease();
        String fields = "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nX-API-Key: "
                + STAGE.keyService().key();
        try (Client client = new Client(STAGE.gateway().port())) {
            client.write("GET /facilities HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(101);

            STAGE.keyService().close();

            client.awaitClosed();
        }
    }
}
