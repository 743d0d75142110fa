package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class RetriesAreBudgetedTest {
    private static final int REQUESTS = 31;

    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.closes());

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.retries.percentMax", 10)
            .with("upstreams.resources.retries.burst", 1)
            .with("upstreams.resources.circuitBreaker.failuresMax", 1000);

    @Test
    void soThatAnUpstreamInTroubleSeesATenthMore() throws Exception {
        String key = STAGE.keyService().key();
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(STAGE.get("/facilities", "X-API-Key", key).statusCode()).isEqualTo(502);
        }

        assertThat(UPSTREAM.requests()).hasSize(REQUESTS + 4);
        STAGE.awaitMeter("gateway_upstream_retries_total", 4);
        STAGE.awaitMeter("gateway_upstream_retries_withheld_total", REQUESTS - 4);
    }
}
