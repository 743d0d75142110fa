package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevokedKeyIsRefusedTest {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    @Timeout(20)
    void asSoonAsTheChangeArrives() throws Exception {
        STAGE.awaitLease();
        String key = STAGE.keyService().key();
        assertThat(status(key)).isEqualTo(200);
        assertThat(status(key)).isEqualTo(200);
        assertThat(STAGE.keyService().questions())
                .as("a known key is not asked about")
                .isEqualTo(1);

        STAGE.keyService().revoke(key);

        while (status(key) == 200) {
            Thread.onSpinWait();
        }
        assertThat(status(key)).isEqualTo(401);
    }

    private static int status(String key) throws Exception {
        return STAGE.get("/facilities", "X-API-Key", key).statusCode();
    }
}
