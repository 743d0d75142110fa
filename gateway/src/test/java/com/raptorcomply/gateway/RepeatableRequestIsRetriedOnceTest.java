package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class RepeatableRequestIsRetriedOnceTest {
    private static final SocketUpstream ONE = new SocketUpstream(SocketUpstream.closes());
    private static final SocketUpstream OTHER = new SocketUpstream(SocketUpstream.closes());
    private static final SocketUpstream THIRD = new SocketUpstream(SocketUpstream.closes());
    private static final int REQUESTS = 6;

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("upstreams.resources.urls", List.of(ONE.url(), OTHER.url(), THIRD.url()))
            .with("upstreams.resources.retries.burst", 100)
            .with("upstreams.resources.circuitBreaker.failuresMax", 1000);

    @BeforeEach
    void oneClosesAndTheOthersAnswer() {
        ONE.behave(SocketUpstream.closes());
        OTHER.behave(SocketUpstream.says("answer"));
        THIRD.behave(SocketUpstream.says("answer"));
    }

    @Test
    void onAnotherNode() throws Exception {
        int failedBefore = ONE.requests().size();
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(status("GET", "")).isEqualTo(200);
        }
        assertThat(ONE.requests()).hasSizeGreaterThan(failedBefore);
    }

    @Test
    void andNotASecondTime() throws Exception {
        OTHER.behave(SocketUpstream.closes());
        THIRD.behave(SocketUpstream.closes());
        int before = seen();

        assertThat(status("GET", "")).isEqualTo(502);
        assertThat(seen()).isEqualTo(before + 2);
    }

    /** A second replica would give an organization a second share, and another wait where all have the same database. */
    @Test
    void butNotWhenAnEndpointIsOverloaded() throws Exception {
        for (SocketUpstream endpoint : List.of(ONE, OTHER, THIRD)) {
            endpoint.behave(SocketUpstream.writes(
                    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n", true));
        }
        int before = seen();

        assertThat(status("GET", "")).isEqualTo(503);
        assertThat(seen()).isEqualTo(before + 1);
    }

    @Test
    void butNotWhenItMayHaveBeenActedOn() throws Exception {
        int before = seen();
        List<Integer> answers = List.of(status("POST", ""), status("POST", ""), status("PATCH", ""));

        assertThat(answers).contains(502);
        assertThat(seen()).isEqualTo(before + answers.size());
    }

    @Test
    void butNotWithItsBody() throws Exception {
        int before = seen();
        List<Integer> answers = List.of(status("PUT", "body"), status("PUT", "body"), status("PUT", "body"));

        assertThat(answers).contains(502);
        assertThat(seen()).isEqualTo(before + answers.size());
    }

    @Test
    void evenWhenItMayNotBeRepeatedIfItNeverLeft() throws Exception {
        ONE.goAway();
        try {
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(status("POST", "body")).isEqualTo(200);
            }
        } finally {
            ONE.comeBack();
        }
    }

    private static int seen() {
        return ONE.requests().size()
                + OTHER.requests().size()
                + THIRD.requests().size();
    }

    private static int status(String method, String body) throws Exception {
        return STAGE.send(STAGE.request("/facilities")
                        .header("X-API-Key", STAGE.keyService().key())
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build())
                .statusCode();
    }
}
