package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code -Dwarm.grants=50000} runs this at the size of a large installation. */
class JoinBringsTheKeysInUseTest {
    private static final int KEYS = Integer.getInteger("warm.grants", 1_000);
    private static final int USED = 500;

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    @Timeout(120)
    void soThatARestartAsksNobody() throws Exception {
        STAGE.awaitLease();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            keys.add(STAGE.keyService().key());
        }

        STAGE.keyService().restartSessions();

        Await.until("the gateway joins again", () -> STAGE.meter("gateway_lease_sessions_total") > 1);
        STAGE.awaitMeter("gateway_grants", KEYS);
        for (int i = 0; i < USED; i++) {
            String key = keys.get(i * (KEYS / USED));
            assertThat(STAGE.get("/validate", "X-API-Key", key).statusCode()).isEqualTo(200);
        }
        assertThat(STAGE.keyService().questions()).isZero();
    }
}
