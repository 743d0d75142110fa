package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.service.MetricsDocument;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EveryMetricOfTheKeyServiceIsInItsDocumentTest {
    private static final int PATHS = 200;

    private final TestService service = TestService.with(Map.of());

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void asItIsShown() {
        service.get(null, "/nothing");
        MetricsDocument.awaitRequests(service.managementPort(), 1);
        service.execute(
                "INSERT INTO gateway_lease (session, gateway, epoch, applied, term_millis, grace_millis, margin_millis)"
                        + " VALUES ('session-of-the-test', 'gateway-1', ?, 0, 600000, 0, 50)",
                UUID.randomUUID());
        Await.until("the session is shown", () -> MetricsDocument.scraped(service.managementPort())
                .containsKey("revocation_gateway_sequence_lag"));

        MetricsDocument.assertAgrees("Key service", service.managementPort());
    }

    @Test
    void andNoPathOfAClientAddsASeries() {
        service.get(null, "/nothing");
        service.get(null, "/api-keys/0");
        MetricsDocument.awaitRequests(service.managementPort(), 2);
        Set<String> before = MetricsDocument.series(service.managementPort());

        for (int i = 0; i < PATHS; i++) {
            service.get(null, "/nothing" + i);
            service.get(null, "/api-keys/" + i);
        }

        assertThat(MetricsDocument.series(service.managementPort())).isEqualTo(before);
    }
}
