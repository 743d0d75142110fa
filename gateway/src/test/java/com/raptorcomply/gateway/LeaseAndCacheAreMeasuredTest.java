package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeaseAndCacheAreMeasuredTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    @Timeout(20)
    void inBaseUnits() throws Exception {
        STAGE.awaitLease();
        STAGE.get("/validate", "X-API-Key", STAGE.keyService().key());

        String metrics = STAGE.send(HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + STAGE.gateway().managementPort() + "/metrics"))
                        .build())
                .body();

        assertThat(metrics)
                .containsPattern("(?m)^gateway_lease_remaining_seconds(\\{.*})? (?!0\\.0$)\\d{1,2}\\.\\d+$")
                .containsPattern("(?m)^gateway_applied_sequence(\\{.*})? 1\\.0")
                .containsPattern("(?m)^gateway_sequence_lag(\\{.*})? 0\\.0")
                .containsPattern("(?m)^gateway_lease_sessions_total(\\{.*})? 1\\.0")
                .containsPattern("(?m)^gateway_lease_renewals_total\\{.*cause=\"timer\".*} ")
                .containsPattern("(?m)^gateway_lease_renewals_total\\{.*cause=\"push\".*} 0\\.0")
                .containsPattern("(?m)^gateway_verification_stale_total(\\{.*})? 0\\.0")
                .containsPattern("(?m)^gateway_verification_in_flight(\\{.*})? 0\\.0")
                .containsPattern("(?m)^gateway_grants(\\{.*})? 1\\.0")
                .containsPattern("(?m)^gateway_decisions_total\\{.*from=\"keyservice\".*} 1\\.0")
                .containsPattern("(?m)^gateway_verification_duration_seconds_count(\\{.*})? 1")
                .containsPattern("(?m)^gateway_verification_circuit\\{.*state=\"closed\".*} 1\\.0")
                .containsPattern("(?m)^gateway_lease_renewals_failed_total\\{.*cause=\"silent\".*} 0\\.0")
                .containsPattern("(?m)^gateway_usage_unsent(\\{.*})? ")
                .contains("gateway_request_duration_seconds_bucket");
    }
}
