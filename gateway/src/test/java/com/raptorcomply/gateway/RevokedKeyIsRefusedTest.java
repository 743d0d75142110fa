package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevokedKeyIsRefusedTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    @Timeout(60)
    void asSoonAsTheChangeArrives() throws Exception {
        STAGE.awaitLease();
        String key = STAGE.keyService().key();
        assertThat(status(key)).isEqualTo(200);
        assertThat(status(key)).isEqualTo(200);
        assertThat(STAGE.keyService().questions())
                .as("a known key is not asked about")
                .isEqualTo(1);

        STAGE.keyService().revoke(key);

        Await.until("the revoked key is refused", () -> status(key) != 200);
        assertThat(status(key)).isEqualTo(401);
    }

    private static int status(String key) throws Exception {
        return STAGE.get("/facilities", "X-API-Key", key).statusCode();
    }
}
