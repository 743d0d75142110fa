package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Only data waits for the client's window (RFC 9113 section 5.2). */
@Timeout(60)
class AnswersComeAsTheWindowOpensTest {
    private static final int ANSWER_BYTES = 400_000;
    private static final int STEP_BYTES = 10_000;
    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.says("x".repeat(ANSWER_BYTES)));
    private static final SecuredGateway SECURED = new SecuredGateway();

    @RegisterExtension
    static final GatewayUnderTest STAGE =
            SECURED.stage().with("http.streamBufferBytesMax", 16_384).with("upstreams.resources.urls", UPSTREAM.url());

    @Test
    void theHeadAtOnceAndTheBodyStepByStep() throws Exception {
        try (FrameClient client = FrameClient.withWindow(SECURED, 0)) {
            client.begin(1, FrameClient.get("/facilities", STAGE.keyService().key()));
            assertThat(client.next(FrameClient.HEADERS).stream()).isEqualTo(1);

            client.open(0, ANSWER_BYTES);
            int taken = 0;
            while (taken < ANSWER_BYTES) {
                client.open(1, STEP_BYTES);
                for (int step = 0; step < STEP_BYTES; ) {
                    step += client.next(FrameClient.DATA).payload().remaining();
                }
                taken += STEP_BYTES;
            }
            assertThat(STAGE.meter("gateway_connections_closed_total\\{reason=\"slow-reader\"\\}"))
                    .isZero();
        }
    }

    @Test
    void theHeadAtOnceOfWhatTheGatewayAnswersItself() throws Exception {
        try (FrameClient client = FrameClient.withWindow(SECURED, 0)) {
            client.begin(1, FrameClient.get("/validate", STAGE.keyService().key()));
            client.begin(3, FrameClient.get("/gateway/openapi.json", "none"));

            assertThat(client.next(FrameClient.HEADERS).stream()).isIn(1, 3);
            assertThat(client.next(FrameClient.HEADERS).stream()).isIn(1, 3);
        }
    }
}
