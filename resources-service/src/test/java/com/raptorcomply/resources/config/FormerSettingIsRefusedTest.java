package com.raptorcomply.resources.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormerSettingIsRefusedTest {
    @Test
    void withThePresentName() {
        Map<String, Object> handedIn = Map.of("conditionsRequired", true);
        assertThat(ResourcesConfig.examine(Settings.load("RESOURCES", null, Map.of(), handedIn))
                        .faults())
                .contains("Setting 'conditionsRequired' at handed in is now called 'requireIfMatch'");
    }
}
