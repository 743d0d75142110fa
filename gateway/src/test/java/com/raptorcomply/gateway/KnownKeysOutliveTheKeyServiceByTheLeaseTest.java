package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class KnownKeysOutliveTheKeyServiceByTheLeaseTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest().withShortLease();

    @Test
    @Timeout(60)
    void thenNobodyCanTellUntilItIsBack() throws Exception {
        STAGE.awaitLease();
        String known = STAGE.keyService().key();
        String cold = STAGE.keyService().key();
        assertThat(validate(known).statusCode()).isEqualTo(200);

        STAGE.keyService().close();

        HttpResponse<String> unknown = validate(cold);
        assertThat(unknown.statusCode()).as("from the first moment").isEqualTo(503);
        assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
        Await.until("the end of the lease", () -> {
            assertThat(validate(known).statusCode()).isIn(200, 503);
            return STAGE.meter("gateway_lease_remaining_seconds") <= 0;
        });
        HttpResponse<String> afterwards = validate(known);
        assertThat(afterwards.statusCode()).isEqualTo(503);
        assertThat(afterwards.headers().firstValue("Retry-After")).isPresent();

        STAGE.keyService().reopen();

        Await.until(
                "the known key is served under a new lease",
                () -> validate(known).statusCode() == 200 && STAGE.meter("gateway_lease_remaining_seconds") != 0);
        assertThat(validate(cold).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> validate(String key) throws Exception {
        return STAGE.get("/validate", "X-API-Key", key);
    }
}
