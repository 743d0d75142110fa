package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThousandColdRequestsSendOneVerificationTest {
    private static final int REQUESTS = 1_000;

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    @Timeout(60)
    void aboutOneKey() throws Exception {
        STAGE.awaitLease();
        String key = STAGE.keyService().key();
        STAGE.keyService().hold();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            answers.add(STAGE.begin(
                    STAGE.request("/validate").header("X-API-Key", key).build()));
        }
        Await.until("a question to the key service", () -> STAGE.keyService().questions() > 0);
        STAGE.keyService().release();

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(STAGE.keyService().questions()).isEqualTo(1);
    }
}
