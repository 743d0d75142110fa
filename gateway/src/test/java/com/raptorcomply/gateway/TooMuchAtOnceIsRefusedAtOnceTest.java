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
class TooMuchAtOnceIsRefusedAtOnceTest {
    private static final int REQUESTS_MAX = 2;
    private static final CountDownLatch BEGUN = new CountDownLatch(REQUESTS_MAX);
    private static final CountDownLatch RELEASED = new CountDownLatch(1);
    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> {
        BEGUN.countDown();
        RELEASED.await();
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return true;
    });

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("http.requestsMax", REQUESTS_MAX)
            .with("upstreams.resources.urls", UPSTREAM.url());

    @Test
    void andWhatIsUnderWayGoesOn() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> underWay = List.of(begin(), begin());
        assertThat(BEGUN.await(10, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> refused = begin().get(10, TimeUnit.SECONDS);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        STAGE.awaitMeter("gateway_requests_shed_total", 1);
        STAGE.awaitMeter("gateway_requests_active", REQUESTS_MAX);

        RELEASED.countDown();
        for (CompletableFuture<HttpResponse<String>> each : underWay) {
            assertThat(each.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        STAGE.awaitMeter("gateway_requests_active", 0);
        assertThat(begin().get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    private static CompletableFuture<HttpResponse<String>> begin() {
        return STAGE.begin(STAGE.request("/facilities")
                .header("X-API-Key", STAGE.keyService().key())
                .build());
    }
}
