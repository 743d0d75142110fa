package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The circuit would stay open for longer than the test may take, so only the passed check can close it. */
@Timeout(60)
class EndpointThatIsHealthyAgainIsTriedAtOnceTest {
    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.says("here"));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.healthCheck.path", "/health/ready")
            .with("upstreams.resources.healthCheck.interval", "20ms")
            .with("upstreams.resources.healthCheck.failuresMax", 1_000)
            .with("upstreams.resources.circuitBreaker.openDuration", "1h")
            .with("upstreams.resources.circuitBreaker.openDurationMax", "1h");

    @Test
    void whenItsCheckPasses() throws Exception {
        AtomicInteger checks = new AtomicInteger();
        UPSTREAM.behave((head, out) -> {
            checks.addAndGet(head.contains("/health") ? 1 : 0);
            return false;
        });
        Await.until("the circuit is open", () -> {
            assertThat(status()).isNotEqualTo(200);
            return STAGE.circuits("open") == 1;
        });
        int before = checks.get();
        Await.until("two more health checks", () -> checks.get() >= before + 2);

        UPSTREAM.behave(SocketUpstream.says("here"));

        Await.until("the circuit is closed", () -> {
            status();
            return STAGE.circuitsNotClosed() == 0;
        });
        assertThat(status()).isEqualTo(200);
    }

    private static int status() throws Exception {
        return STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key()).statusCode();
    }
}
