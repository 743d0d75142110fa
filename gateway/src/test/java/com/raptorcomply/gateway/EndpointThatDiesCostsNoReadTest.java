package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A data service is killed while reads are in flight at it: its connections end without a response and new ones are refused.
 * The other endpoint gives every response.
 */
@Timeout(60)
class EndpointThatDiesCostsNoReadTest {
    private static final int READS = 120;
    private static final CountDownLatch DIES = new CountDownLatch(1);

    private static final SocketUpstream DYING = new SocketUpstream((head, out) -> {
        DIES.await();
        return false;
    });
    private static final SocketUpstream OTHER = new SocketUpstream(SocketUpstream.says("answer"));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("upstreams.resources.urls", List.of(DYING.url(), OTHER.url()));

    @AfterAll
    static void close() throws Exception {
        OTHER.close();
    }

    @Test
    void neitherOneInFlightNorALaterOne() throws Exception {
        CountDownLatch otherAnswers = new CountDownLatch(1);
        OTHER.behave((head, out) -> {
            otherAnswers.await();
            return SocketUpstream.says("answer").answer(head, out);
        });
        List<CompletableFuture<HttpResponse<String>>> inFlight =
                Stream.generate(this::read).limit(READS).toList();
        await().until(() ->
                DYING.requests().size() == READS / 2 && OTHER.requests().size() == READS / 2);

        DYING.goAway();
        DIES.countDown();
        await().until(() -> OTHER.requests().size() == READS);
        List<CompletableFuture<HttpResponse<String>>> later =
                Stream.generate(this::read).limit(READS).toList();
        otherAnswers.countDown();

        assertThat(Stream.concat(inFlight.stream(), later.stream())
                        .map(response -> response.join().statusCode()))
                .containsOnly(200);
        assertThat(OTHER.requests()).as("each of them once").hasSize(2 * READS);
    }

    private CompletableFuture<HttpResponse<String>> read() {
        return STAGE.begin(STAGE.request("/facilities")
                .header("X-API-Key", STAGE.keyService().key())
                .build());
    }
}
