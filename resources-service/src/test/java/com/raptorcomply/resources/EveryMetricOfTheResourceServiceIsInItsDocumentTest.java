package com.raptorcomply.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.service.MetricsDocument;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EveryMetricOfTheResourceServiceIsInItsDocumentTest {
    private static final int PATHS = 200;

    private final Caller caller = Caller.ofNewOrganization();
    private final int managementPort = UnderTest.shared().service().managementPort();

    @Test
    void asItIsShown() {
        long requests = MetricsDocument.requests(managementPort);
        caller.get("/facilities");
        MetricsDocument.awaitRequests(managementPort, requests + 1);

        MetricsDocument.assertAgrees("Resource service", managementPort);
    }

    @Test
    void andNoPathOfAClientAddsASeries() {
        long requests = MetricsDocument.requests(managementPort);
        caller.get("/nothing");
        caller.get("/facilities/" + UUID.randomUUID());
        MetricsDocument.awaitRequests(managementPort, requests + 2);
        Set<String> before = MetricsDocument.series(managementPort);

        for (int i = 0; i < PATHS; i++) {
            caller.get("/nothing" + i);
            caller.get("/facilities/" + UUID.randomUUID());
        }

        assertThat(MetricsDocument.series(managementPort)).isEqualTo(before);
    }
}
