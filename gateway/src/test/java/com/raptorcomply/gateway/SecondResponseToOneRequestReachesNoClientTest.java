package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bytes after a response reach no client, above all not the next one that uses the connection. */
@Timeout(60)
class SecondResponseToOneRequestReachesNoClientTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n";
    private static final CountDownLatch BOTH_THERE = new CountDownLatch(1);
    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> {
        BOTH_THERE.await();
        String mine = head.startsWith("GET /facilities/first") ? "first." : "second";
        out.write((ANSWER + mine + ANSWER + "poison").getBytes(StandardCharsets.US_ASCII));
        return true;
    });

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.connectionsMax", 1)
            .with("upstreams.resources.connectTimeout", "10s")
            .with("upstreams.resources.healthCheck.interval", "1h");

    @Test
    void theNextRequestOnTheConnectionGetsItsOwn() throws Exception {
        CompletableFuture<HttpResponse<String>> first = begin("/facilities/first");
        CompletableFuture<HttpResponse<String>> second = begin("/facilities/second");
        Await.until("both requests are under way", () -> STAGE.meter("gateway_requests_active") >= 2);
        BOTH_THERE.countDown();

        assertThat(second.get().body()).isEqualTo("second");
        assertThat(first.get().body()).isEqualTo("first.");
    }

    private static CompletableFuture<HttpResponse<String>> begin(String path) {
        return STAGE.begin(STAGE.request(path)
                .header("X-API-Key", STAGE.keyService().key())
                .build());
    }
}
