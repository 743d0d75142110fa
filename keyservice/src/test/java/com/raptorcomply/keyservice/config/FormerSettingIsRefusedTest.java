package com.raptorcomply.keyservice.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormerSettingIsRefusedTest {
    @Test
    void withThePresentName() {
        Map<String, Object> handedIn = Map.of("lease.graceMax", "1s", "lease.term", "1s");
        Map<String, String> environment = Map.of("KEYSERVICE_LEASE_CHANGES_KEPT", "7d");
        assertThat(KeyServiceConfig.examine(Settings.load("KEYSERVICE", null, environment, handedIn))
                        .faults())
                .filteredOn(fault -> !fault.contains("required") && !fault.contains("tagKeys"))
                .containsExactlyInAnyOrder(
                        "Setting 'lease.graceMax' at handed in is now called 'outageGraceMax'",
                        "Environment variable KEYSERVICE_LEASE_CHANGES_KEPT is now called"
                                + " KEYSERVICE_CHANGE_LOG_RETENTION");
    }
}
