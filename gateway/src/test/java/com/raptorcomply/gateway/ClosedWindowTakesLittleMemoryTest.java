package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An HTTP/2 client that requests much and opens no window uses a bounded part of the gateway's memory. */
@Timeout(120)
class ClosedWindowTakesLittleMemoryTest {
    private static final int STREAMS = 100;
    private static final int ANSWER_BYTES = 900_000;
    private static final int OTHERS = 20;
    private static final int STREAM_BYTES_MAX = 64 * 1024;
    private static final int CONNECTION_BYTES_MAX = 512 * 1024;
    private static final int LEAST_BYTES = 4 * 1024;

    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> {
        String body = head.startsWith("GET /facilities/other") ? "good" : "x".repeat(ANSWER_BYTES);
        return SocketUpstream.says(body).answer(head, out);
    });

    private static final SecuredGateway SECURED = new SecuredGateway();

    @RegisterExtension
    static final GatewayUnderTest STAGE = SECURED.stage()
            .with("eventLoops", 1)
            .with("http.streamBufferBytesMax", STREAM_BYTES_MAX)
            .with("http.connectionBufferBytesMax", CONNECTION_BYTES_MAX)
            .with("upstreams.resources.connectTimeout", "30s")
            .with("upstreams.resources.urls", UPSTREAM.url());

    private final String key = STAGE.keyService().key();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 65_535})
    void andItsRequestsAreUnderWayUntilItHasTakenTheAnswers(int window) throws Exception {
        othersAreServed();
        try (FrameClient greedy = FrameClient.withWindow(SECURED, window)) {
            for (int i = 0; i < STREAMS; i++) {
                greedy.begin(2 * i + 1, FrameClient.get("/facilities/greedy", key));
            }
            for (int heads = 0; heads < STREAMS; heads++) {
                greedy.next(FrameClient.HEADERS);
            }
            for (int i = 0; i < OTHERS; i++) {
                othersAreServed();
                assertThat(STAGE.meter("gateway_send_buffer_bytes"))
                        .isPositive()
                        .isLessThanOrEqualTo(CONNECTION_BYTES_MAX + STREAMS * LEAST_BYTES);
                STAGE.awaitMeter("gateway_requests_active", STREAMS);
            }
        }
        STAGE.awaitMeter("gateway_requests_active", 0);
        STAGE.awaitMeter("gateway_send_buffer_bytes", 0);
    }

    private static void othersAreServed() throws Exception {
        try (FrameClient other = new FrameClient(SECURED)) {
            FrameClient.Outcome outcome = other.request(
                    1, FrameClient.get("/facilities/other", STAGE.keyService().key()));
            assertThat(outcome.status()).isEqualTo(200);
            assertThat(outcome.body()).isEqualTo("good");
        }
    }
}
