package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gateway is not ready while both the key service and an upstream have another time. */
@Timeout(60)
class GatewayWithAWrongClockLeavesTheBalancerTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest().withShortLease();

    @BeforeEach
    void rightClocks() throws Exception {
        STAGE.keyService().clockLead(0);
        STAGE.awaitLease();
        Await.until("the gateway is ready", () -> ready().statusCode() == 200);
    }

    @Test
    void untilItsClockIsRight() throws Exception {
        STAGE.keyService().clockLead(TimeUnit.HOURS.toMillis(1));

        Await.until("the gateway is not ready", () -> stampIsRefused() && ready().statusCode() == 503);
        assertThat(ready().body()).containsPattern("whose clock is 3[56][0-9]{2} s behind that of the key service");

        STAGE.keyService().clockLead(0);
        Await.until("the gateway is ready", () -> ready().statusCode() == 200);
    }

    @Test
    void butNotIfOnlyAnUpstreamHasAnotherTime() throws Exception {
        assertThat(stampIsRefused()).isTrue();

        assertThat(ready().statusCode()).isEqualTo(200);
    }

    @Test
    void andAMeterShowsTheDifference() {
        STAGE.keyService().clockLead(TimeUnit.HOURS.toMillis(1));

        Await.until("the difference is shown", () -> STAGE.meter("gateway_clock_lead_seconds") < -3_500);
    }

    private static boolean stampIsRefused() throws Exception {
        return STAGE.get(
                                "/facilities/stampless",
                                "X-API-Key",
                                STAGE.keyService().key())
                        .statusCode()
                == 503;
    }

    private static HttpResponse<String> ready() throws Exception {
        return STAGE.send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + STAGE.gateway().managementPort() + "/health/ready"))
                .build());
    }
}
