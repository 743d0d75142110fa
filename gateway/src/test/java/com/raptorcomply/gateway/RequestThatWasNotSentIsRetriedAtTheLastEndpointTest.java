package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No request fails while one endpoint accepts connections, whatever its method and without a budget for retries. */
@Timeout(30)
class RequestThatWasNotSentIsRetriedAtTheLastEndpointTest {
    private static final int REQUESTS = 10;
    private static final SocketUpstream THERE = new SocketUpstream(SocketUpstream.says("answer"));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("upstreams.resources.urls", List.of(gone(), gone(), THERE.url(), gone()))
            .with("upstreams.resources.healthCheck.interval", "1h")
            .with("upstreams.resources.retries.burst", 0)
            .with("upstreams.resources.circuitBreaker.failuresMax", 1000);

    @Test
    void evenIfItMayNotBeRepeated() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            int status = STAGE.send(STAGE.request("/facilities")
                            .header("X-API-Key", STAGE.keyService().key())
                            .POST(BodyPublishers.ofString("body"))
                            .build())
                    .statusCode();
            assertThat(status).isEqualTo(200);
        }
        assertThat(THERE.requests()).hasSize(REQUESTS);
    }

    private static String gone() {
        SocketUpstream upstream = new SocketUpstream(SocketUpstream.closes());
        try {
            upstream.goAway();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return upstream.url();
    }
}
