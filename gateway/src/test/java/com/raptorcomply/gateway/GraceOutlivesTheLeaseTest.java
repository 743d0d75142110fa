package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class GraceOutlivesTheLeaseTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .withShortLease()
            .with("keyservice.grace", "10m")
            .with("upstreams.resources.revokedStreamGrace", "50ms");

    @Test
    @Timeout(60)
    void forKnownKeysWhileTheKeyServiceIsAway() throws Exception {
        STAGE.awaitLease();
        String known = STAGE.keyService().key();
        String cold = STAGE.keyService().key();
        try (Download download = new Download(STAGE.gateway().port(), known)) {
            STAGE.keyService().close();
            Await.until("the end of the lease", () -> STAGE.meter("gateway_lease_remaining_seconds") <= 0);

            assertThat(status(known)).isEqualTo(200);
            assertThat(status(cold)).isEqualTo(503);
            assertThat(download.goesOn()).isTrue();
        }
    }

    private static int status(String key) throws Exception {
        return STAGE.get("/validate", "X-API-Key", key).statusCode();
    }
}
