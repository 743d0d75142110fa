package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class RequestGoesToTheLeastLoadedEndpointTest {
    private static final int REQUESTS = 5;
    private static final CountDownLatch HELD = new CountDownLatch(1);
    private static final CountDownLatch RELEASED = new CountDownLatch(1);
    private static final SocketUpstream ONE = new SocketUpstream(RequestGoesToTheLeastLoadedEndpointTest::answer);
    private static final SocketUpstream OTHER = new SocketUpstream(RequestGoesToTheLeastLoadedEndpointTest::answer);

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("upstreams.resources.urls", List.of(ONE.url(), OTHER.url()));

    @Test
    void soOneThatIsBusyIsPassedBy() throws Exception {
        String key = STAGE.keyService().key();
        CompletableFuture<HttpResponse<String>> held = STAGE.begin(
                STAGE.request("/facilities/held").header("X-API-Key", key).build());
        assertThat(HELD.await(10, TimeUnit.SECONDS)).isTrue();
        SocketUpstream busy = ONE.requests().isEmpty() ? OTHER : ONE;
        SocketUpstream free = busy == ONE ? OTHER : ONE;

        for (int i = 0; i < REQUESTS; i++) {
            STAGE.get("/facilities/" + i, "X-API-Key", key);
        }

        assertThat(busy.requests()).hasSize(1);
        assertThat(free.requests()).hasSize(REQUESTS);
        STAGE.awaitMeter("gateway_upstream_endpoint_in_flight", 1);
        RELEASED.countDown();
        assertThat(held.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        STAGE.awaitMeter("gateway_upstream_endpoint_in_flight", 0);
    }

    private static boolean answer(String head, java.io.OutputStream out) throws Exception {
        if (head.contains("held")) {
            HELD.countDown();
            RELEASED.await();
        }
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return true;
    }
}
