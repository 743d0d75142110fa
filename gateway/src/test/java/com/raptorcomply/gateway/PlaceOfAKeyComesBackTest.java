package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A key gets its place back, however a request ends. */
@Timeout(60)
class PlaceOfAKeyComesBackTest {
    private static final int BEGINNING_BYTES = 1_000;
    private static final Semaphore ASKED = new Semaphore(0);
    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.says("answer"));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("limits.key.inFlightMax", 1)
            .with("eventLoops", 1)
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.firstByteTimeout", "300ms")
            .with("upstreams.resources.webSocketIdleTimeout", "200ms")
            .with("upstreams.resources.revokedStreamGrace", "100ms")
            .with("upstreams.resources.circuitBreaker.failuresMax", 1000)
            .with("routes", List.of(Map.of("prefix", "/facilities", "upstream", "resources", "webSocket", true)));

    private final String key = STAGE.keyService().key();

    @AfterEach
    void andTheKeyIsServed() throws Exception {
        STAGE.awaitMeter("gateway_requests_in_flight", 0);
        UPSTREAM.behave(SocketUpstream.says("answer"));
        assertThat(status("GET", "")).isIn(200, 401);
        STAGE.awaitMeter("gateway_requests_in_flight", 0);
    }

    @Test
    void afterItsAnswer() throws Exception {
        UPSTREAM.behave(SocketUpstream.says("answer"));
        for (int i = 0; i < 10; i++) {
            assertThat(status("GET", "")).isEqualTo(200);
        }
    }

    @Test
    void afterATimeOut() throws Exception {
        UPSTREAM.behave(SocketUpstream.staysBusyAfter(""));
        assertThat(status("GET", "")).isEqualTo(504);
    }

    @Test
    void afterAnUpstreamThatBreaksOff() throws Exception {
        UPSTREAM.behave(SocketUpstream.closes());
        assertThat(status("POST", "body")).isEqualTo(502);
    }

    @Test
    void afterABodyThatIsTooLarge() throws Exception {
        UPSTREAM.behave(SocketUpstream.says("answer"));
        assertThat(status("POST", "x".repeat(2_000_000))).isEqualTo(413);
    }

    @Test
    void afterItsClientHasGone() throws Exception {
        UPSTREAM.behave((head, out) -> {
            ASKED.release();
            return true;
        });
        Socket client = connect("");
        ASKED.acquire();
        client.close();
    }

    @Test
    void afterItsKeyWasRevoked() throws Exception {
        STAGE.awaitLease();
        UPSTREAM.behave(SocketUpstream.staysBusyAfter(
                "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + "x".repeat(BEGINNING_BYTES)));
        try (Download download = new Download(STAGE.gateway().port(), key)) {
            STAGE.keyService().revoke(key);

            assertThat(download.untilCut()).endsWith("x");
        }
    }

    @Test
    void afterATunnel() throws Exception {
        UPSTREAM.behave(SocketUpstream.writes(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhello", true));
        try (Socket client = connect("Connection: Upgrade\r\nUpgrade: websocket\r\n")) {
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 101")
                    .endsWith("hello");
        }
    }

    private Socket connect(String fields) throws Exception {
        Socket client =
                new Socket(InetAddress.getLoopbackAddress(), STAGE.gateway().port());
        String head = "GET /facilities HTTP/1.1\r\nHost: gateway\r\nX-API-Key: " + key + "\r\n" + fields + "\r\n";
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private int status(String method, String body) throws Exception {
        return STAGE.send(STAGE.request("/facilities")
                        .header("X-API-Key", key)
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build())
                .statusCode();
    }
}
