package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.LogLines;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each exceeded bound has its own reason: here one connection, a queue of one and room for three requests. */
@Timeout(60)
class OverloadNamesWhatIsFullTest {
    private static final Semaphore BEGUN = new Semaphore(0);
    private static final CountDownLatch RELEASED = new CountDownLatch(1);
    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> {
        BEGUN.release();
        RELEASED.await();
        return SocketUpstream.says("served").answer(head, out);
    });

    @RegisterExtension
    static final LogLines LOG = LogLines.below("com.raptorcomply.gateway");

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("http.requestsMax", 3)
            .with("limits.key.inFlightMax", 100)
            .with("limits.organization.inFlightMax", 100)
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.connectionsMax", 1)
            .with("upstreams.resources.waitingMax", 1)
            .with("upstreams.resources.connectTimeout", "3s")
            .with("upstreams.resources.healthCheck.interval", "1h");

    @Test
    void ofTheGatewayTheQueueAndTheWait() throws Exception {
        STAGE.awaitLease();
        CompletableFuture<HttpResponse<String>> served = begin("served-request");
        BEGUN.acquire();
        CompletableFuture<HttpResponse<String>> waiting = begin("waiting-request");
        awaitUnderWay(2);

        assertOverloaded(begin("queue-full-1"), "queue-full-1", "connection-queue-full");
        assertOverloaded(waiting, "waiting-request", "connection-wait-timeout");

        STAGE.keyService().hold();
        begin("held-request-1");
        begin("held-request-2");
        awaitUnderWay(3);
        assertOverloaded(begin("shed-request"), "shed-request", "gateway-full");
        STAGE.keyService().release();
        RELEASED.countDown();
        assertThat(served.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    private static void assertOverloaded(CompletableFuture<HttpResponse<String>> sent, String id, String reason)
            throws Exception {
        HttpResponse<String> refused = sent.get(10, TimeUnit.SECONDS);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("overloaded");
        assertThat(LogLines.value(LOG.request(id), "reason")).isEqualTo(reason);
        STAGE.awaitMeter("gateway_refusals_total\\{reason=\"" + reason + "\"\\}", 1);
    }

    private static void awaitUnderWay(int requests) throws Exception {
        Await.until(requests + " requests are active", () -> STAGE.meter("gateway_requests_active") == requests);
    }

    private static CompletableFuture<HttpResponse<String>> begin(String id) {
        return STAGE.begin(STAGE.request("/facilities")
                .header("X-API-Key", STAGE.keyService().key())
                .header("X-Request-Id", id)
                .build());
    }
}
