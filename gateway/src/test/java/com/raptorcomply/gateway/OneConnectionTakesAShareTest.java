package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One HTTP/2 connection has at most a quarter of an event loop's requests active. */
@Timeout(30)
class OneConnectionTakesAShareTest {
    private static final int REFUSED_STREAM = 7;
    private static final int SHARE = 5;
    private static final SecuredGateway SECURED = new SecuredGateway();

    @RegisterExtension
    static final GatewayUnderTest STAGE = SECURED.stage().with("eventLoops", 1).with("http.requestsMax", 4 * SHARE);

    @Test
    void ofTheRequestsThatMayBeUnderWay() throws Exception {
        try (FrameClient greedy = new FrameClient(SECURED);
                FrameClient other = new FrameClient(SECURED)) {
            for (int i = 0; i < SHARE; i++) {
                greedy.begin(2 * i + 1, get("/facilities/silent"));
            }

            assertThat(greedy.request(2 * SHARE + 1, get("/facilities")).reset())
                    .isEqualTo(REFUSED_STREAM);
            assertThat(other.request(1, get("/facilities")).status()).isEqualTo(200);
        }
    }

    private static String[] get(String path) {
        return FrameClient.get(path, STAGE.keyService().key());
    }
}
