package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A request whose client does not send its body is no trial of a recovered endpoint. */
@Timeout(60)
class SlowBodyKeepsNoEndpointOutOfUseTest {
    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> {
        if (head.startsWith("POST")) {
            new CountDownLatch(1).await();
        }
        return SocketUpstream.says("here").answer(head, out);
    });

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("http.bodyTimeout", "1h")
            .with("upstreams.resources.idleTimeout", "1h")
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.healthCheck.interval", "1h")
            .with("upstreams.resources.circuitBreaker.failuresMax", 3)
            .with("upstreams.resources.circuitBreaker.openDuration", "300ms")
            .with("upstreams.resources.circuitBreaker.openDurationMax", "300ms")
            .with("upstreams.resources.circuitBreaker.halfOpenRequests", 1);

    @Test
    void whenItIsWellAgain() throws Exception {
        assertThat(status()).isEqualTo(200);
        UPSTREAM.goAway();
        Await.until("the circuit is open", () -> {
            assertThat(status()).isNotEqualTo(200);
            return STAGE.circuits("open") == 1;
        });
        UPSTREAM.comeBack();
        List<Client> slow = new ArrayList<>();
        try {
            while (STAGE.circuits("open") == 1) {
                slow.add(new Client(STAGE.gateway().port())
                        .write("POST /facilities HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\nX-API-Key: "
                                + STAGE.keyService().key() + "\r\n\r\nx"));
            }

            assertThat(STAGE.circuits("half-open")).isEqualTo(1);
            Await.until("the endpoint is served again", () -> status() == 200);

            assertThat(STAGE.circuitsNotClosed()).isZero();
        } finally {
            for (Client each : slow) {
                each.close();
            }
        }
    }

    private static int status() throws Exception {
        return STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key()).statusCode();
    }
}
