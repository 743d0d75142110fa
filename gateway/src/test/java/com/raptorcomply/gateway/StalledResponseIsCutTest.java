package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A client that reads nothing of a response for {@code responseStallTimeout} is disconnected, even after the upstream
 * has finished.
 */
@Timeout(60)
class StalledResponseIsCutTest {
    private static final int SHORT_BYTES = 3_000;
    private static final int LONG_BYTES = 900_000;
    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> SocketUpstream.says(
                    "x".repeat(head.startsWith("GET /facilities/long") ? LONG_BYTES : SHORT_BYTES))
            .answer(head, out));
    private static final SecuredGateway SECURED = new SecuredGateway();

    @RegisterExtension
    static final GatewayUnderTest STAGE =
            SECURED.stage().with("http.responseStallTimeout", "1s").with("upstreams.resources.urls", UPSTREAM.url());

    private double before;

    @AfterEach
    void givesItsPlaceBack() throws Exception {
        STAGE.awaitMeter("gateway_requests_active", 0);
        STAGE.awaitMeter("gateway_send_buffer_bytes", 0);
    }

    @Test
    void aLongOne() throws Exception {
        assertCut("/facilities/long");
    }

    @Test
    void oneThatItsUpstreamHasEnded() throws Exception {
        assertCut("/facilities/short");
    }

    @Test
    void oneOfTheGatewaysOwn() throws Exception {
        assertCut("/gateway/openapi.json");
    }

    @Test
    void andNotTheOthersOfItsConnection() throws Exception {
        try (FrameClient client = FrameClient.withWindow(SECURED, 0)) {
            client.begin(
                    1, FrameClient.get("/facilities/short", STAGE.keyService().key()));
            client.begin(
                    3, FrameClient.get("/facilities/short", STAGE.keyService().key()));
            client.next(FrameClient.HEADERS);
            client.open(3, SHORT_BYTES);

            FrameClient.Frame reset = client.next(FrameClient.RST_STREAM);
            assertThat(reset.stream()).isEqualTo(1);
            client.open(0, SHORT_BYTES);
            client.begin(
                    5, FrameClient.get("/facilities/short", STAGE.keyService().key()));
            client.open(5, SHORT_BYTES);
            assertThat(client.outcome(5).body()).hasSize(SHORT_BYTES);
        }
    }

    private void assertCut(String path) throws Exception {
        before = slow();
        try (FrameClient client = FrameClient.withWindow(SECURED, 0)) {
            client.begin(1, FrameClient.get(path, STAGE.keyService().key()));

            FrameClient.Outcome outcome = client.outcome(1);

            assertThat(outcome.status()).isEqualTo(200);
            assertThat(outcome.reset()).isNotNull().isNotZero();
            assertThat(slow()).isEqualTo(before + 1);
        }
    }

    private static double slow() throws IOException, InterruptedException {
        return STAGE.meter("gateway_upstream_failures_total\\{reason=\"client-slow\"\\}");
    }
}
