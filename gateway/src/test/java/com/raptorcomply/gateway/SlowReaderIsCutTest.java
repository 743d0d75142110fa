package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class SlowReaderIsCutTest {
    private static final CountDownLatch STOPPED = new CountDownLatch(1);
    private static final SocketUpstream ENDLESS = new SocketUpstream(SocketUpstream.writesOn(STOPPED::countDown));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("http.responseStallTimeout", "300ms")
            .with("upstreams.resources.urls", ENDLESS.url())
            .with("upstreams.resources.circuitBreaker.failuresMax", 1);

    @Test
    void andItsUpstreamIsNotBlamed() throws Exception {
        try (Client client = new Client(STAGE.gateway().port(), 16_384)) {
            client.write(Client.get("/facilities", STAGE.keyService().key()));

            assertThat(STOPPED.await(20, TimeUnit.SECONDS)).isTrue();
        }
        STAGE.awaitMeter("gateway_upstream_failures_total\\{reason=\"client-slow\"\\}", 1);
        assertThat(STAGE.circuitsNotClosed()).isZero();
    }
}
