package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.usage.SecretUse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class UseOfKeysIsReportedTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    @Timeout(60)
    void withAddressAgentAndStatus() throws Exception {
        String key = STAGE.keyService().key();
        STAGE.get("/facilities", "X-API-Key", key, "User-Agent", "agent/1");

        Await.until(
                "a report of the use of the key",
                () -> !STAGE.keyService().uses(key).isEmpty());

        SecretUse use = STAGE.keyService().uses(key).get(0);
        assertThat(use.from()).isEqualTo("127.0.0.1");
        assertThat(use.userAgent()).isEqualTo("agent/1");
        assertThat(use.requests()).containsEntry(2, 1L).hasSize(1);
    }

    @Test
    @Timeout(60)
    void evenWhenItWasRefused() throws Exception {
        String key = STAGE.keyService().key();
        STAGE.get(
                "/facilities",
                "X-API-Key",
                key,
                "X-Act-As-User",
                UUID.randomUUID().toString());

        Await.until(
                "a report of the use of the key",
                () -> !STAGE.keyService().uses(key).isEmpty());

        assertThat(STAGE.keyService().uses(key).get(0).requests())
                .containsEntry(4, 1L)
                .hasSize(1);
    }
}
