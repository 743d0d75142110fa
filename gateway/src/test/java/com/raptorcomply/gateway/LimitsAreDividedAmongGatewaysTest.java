package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gateway uses its part of a limit, by the number of leases that the key service reports. */
class LimitsAreDividedAmongGatewaysTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .withShortLease()
            .with("limits.key.requests", 12)
            .with("limits.key.period", "1h");

    @Test
    void threeGatewaysHaveAThirdEach() throws Exception {
        STAGE.keyService().gateways(3);
        STAGE.awaitMeter("gateway_ratelimit_gateways", 3);
        String key = STAGE.keyService().key();

        assertThat(IntStream.range(0, 6).map(i -> status(key)).toArray()).containsExactly(200, 200, 200, 200, 429, 429);
        assertThat(STAGE.get("/facilities", "X-API-Key", key).headers().firstValue("RateLimit-Policy"))
                .contains("\"key\";q=12;w=3600");
    }

    private static int status(String key) {
        try {
            return STAGE.get("/facilities", "X-API-Key", key).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
