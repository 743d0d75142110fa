package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A key that floods the gateway takes neither places nor connections of others (OWASP API4:2023). */
@Timeout(60)
class FloodOfOneKeyLeavesRoomForOthersTest {
    private static final int PLACES = 40;
    private static final int CONNECTIONS = 20;
    private static final int SHARE = CONNECTIONS / 4;
    private static final CountDownLatch BEGUN = new CountDownLatch(SHARE);
    private static final CountDownLatch RELEASED = new CountDownLatch(1);
    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> {
        if (head.startsWith("GET /facilities/slow")) {
            BEGUN.countDown();
            RELEASED.await();
        }
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
        return true;
    });

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("http.requestsMax", PLACES)
            .with("limits.key.inFlightMax", SHARE)
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.connectionsMax", CONNECTIONS)
            .with("upstreams.resources.circuitBreaker.failuresMax", 1);

    @Test
    void whoAreServedMeanwhile() throws Exception {
        STAGE.awaitLease();
        String flooding = STAGE.keyService().key();
        assertThat(begin("/facilities", flooding).get().statusCode()).isEqualTo(200);
        List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
        for (int i = 0; i < 2 * PLACES; i++) {
            flood.add(begin("/facilities/slow", flooding));
        }
        BEGUN.await();
        awaitRefused(2 * PLACES - SHARE);

        String other = STAGE.keyService().key();
        for (int i = 0; i < 2 * PLACES; i++) {
            assertThat(begin("/facilities", other).get(20, TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
        }
        STAGE.awaitMeter("gateway_requests_in_flight", SHARE);
        assertThat(STAGE.circuitsNotClosed()).isZero();

        RELEASED.countDown();
        assertServedOrRefused(flood);
        STAGE.awaitMeter("gateway_requests_in_flight", 0);
    }

    private static void assertServedOrRefused(List<CompletableFuture<HttpResponse<String>>> flood) throws Exception {
        int served = 0;
        for (CompletableFuture<HttpResponse<String>> each : flood) {
            HttpResponse<String> answer = each.get(20, TimeUnit.SECONDS);
            if (answer.statusCode() == 200) {
                served++;
            } else {
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("too_many_in_flight");
            }
        }
        assertThat(served).isEqualTo(SHARE);
    }

    private static void awaitRefused(int count) throws Exception {
        Await.until(
                count + " requests are refused",
                () -> STAGE.meter("gateway_requests_in_flight_rejected_total") >= count);
    }

    private static CompletableFuture<HttpResponse<String>> begin(String path, String key) {
        return STAGE.begin(STAGE.request(path).header("X-API-Key", key).build());
    }
}
