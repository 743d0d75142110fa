package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.log.LogLines;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class EndpointThatFailsItsChecksGetsNoRequestsTest {
    private static final int REQUESTS = 6;
    private static final SocketUpstream ONE = new SocketUpstream(SocketUpstream.says("one"));
    private static final SocketUpstream OTHER = new SocketUpstream(SocketUpstream.says("other"));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("upstreams.resources.urls", List.of(ONE.url(), OTHER.url()))
            .with("upstreams.resources.healthCheck.path", "/health/ready")
            .with("upstreams.resources.healthCheck.interval", "20ms");

    @RegisterExtension
    static final LogLines CLIENT = LogLines.below("io.vertx");

    @Test
    void untilItPassesThemAgain() throws Exception {
        OTHER.behave(sick());
        awaitEjected(1);
        int before = OTHER.requests().size();
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(get().body()).isEqualTo("one");
        }
        assertThat(OTHER.requests()).hasSize(before);

        ONE.behave(sick());
        awaitEjected(2);
        HttpResponse<String> refused = get();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        ONE.behave(SocketUpstream.says("one"));
        OTHER.behave(SocketUpstream.says("other"));
        awaitEjected(0);
        assertThat(List.of(get().body(), get().body())).containsExactlyInAnyOrder("one", "other");
        assertThat(CLIENT.all()).isEmpty();
    }

    /** Responds to requests, but fails its health checks. */
    private static SocketUpstream.Behaviour sick() {
        SocketUpstream.Behaviour failing =
                SocketUpstream.writes("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", true);
        SocketUpstream.Behaviour serving = SocketUpstream.says("sick");
        return (head, out) -> (head.contains("/health") ? failing : serving).answer(head, out);
    }

    private static void awaitEjected(int nodes) throws Exception {
        STAGE.awaitMeter("gateway_upstream_endpoint_ejected", nodes);
    }

    private static HttpResponse<String> get() throws Exception {
        return STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key());
    }
}
