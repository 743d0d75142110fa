package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An upstream's own 401 is the client's to see; only one that challenges the stamp is a fault of the gateway. */
@Timeout(60)
class UnauthorizedOfAWebSocketUpstreamReachesTheClientTest {
    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.closes());

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("routes", List.of(Map.of("prefix", "/facilities", "upstream", "resources", "webSocket", true)));

    @BeforeAll
    static void awaitLease() throws Exception {
        STAGE.awaitLease();
    }

    @Test
    void withoutAChallenge() throws Exception {
        assertThat(statusOf401With("")).isEqualTo(401);
    }

    @Test
    void withAChallengeOfItsOwn() throws Exception {
        assertThat(statusOf401With("WWW-Authenticate: Basic realm=\"feed\"\r\n"))
                .isEqualTo(401);
    }

    @Test
    void butNotIfItRefusesTheStamp() throws Exception {
        assertThat(statusOf401With("WWW-Authenticate: TenantStamp error=\"expired\"\r\n"))
                .isEqualTo(503);
    }

    private static int statusOf401With(String challenge) throws Exception {
        UPSTREAM.behave(SocketUpstream.writes(
                "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n" + challenge + "\r\n", false));
        String fields = "Connection: Upgrade\r\nUpgrade: websocket\r\nX-API-Key: "
                + STAGE.keyService().key();
        try (Client client = new Client(STAGE.gateway().port())) {
            client.write("GET /facilities HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n");
            return client.read().status();
        }
    }
}
