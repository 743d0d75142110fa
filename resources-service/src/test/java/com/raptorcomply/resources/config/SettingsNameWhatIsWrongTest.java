package com.raptorcomply.resources.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsNameWhatIsWrongTest {
    private static final Map<String, String> RIGHT = Map.of(
            "RESOURCES_KEYSERVICE_URLS", "http://k:8081",
            "RESOURCES_DATABASE_URL", "postgresql://h:5432/resources",
            "RESOURCES_DATABASE_USER", "user",
            "RESOURCES_DATABASE_PASSWORD", "p",
            "RESOURCES_DATABASE_OWNER", "owner",
            "RESOURCES_DATABASE_OWNER_PASSWORD", "p");

    @Test
    void noneOfTheRightOnes() {
        assertThat(faults("RESOURCES_FILES_TYPES", "application/pdf,text/plain"))
                .isEmpty();
    }

    @Test
    void aTypeThatNoFileHas() {
        assertThat(faults("RESOURCES_FILES_TYPES", "application/pdf,PDF"))
                .containsExactly("Setting 'files.types[1]' at environment variable RESOURCES_FILES_TYPES: 'PDF' is not"
                        + " accepted; expected a media type in small letters, such as application/pdf");
    }

    @Test
    void aDatabaseThatNobodyCanConnectTo() {
        assertThat(faults("RESOURCES_DATABASE_URL", "postgresql://h:99999/resources"))
                .singleElement()
                .asString()
                .startsWith("Setting 'database.url' at environment variable RESOURCES_DATABASE_URL is not accepted");
    }

    @Test
    void aCredentialOfTwoLines() {
        assertThat(faults("RESOURCES_KEYSERVICE_CREDENTIAL", "one\ntwo"))
                .singleElement()
                .asString()
                .startsWith("Setting 'keyservice.credential' at ")
                .doesNotContain("two");
    }

    private static List<String> faults(String variable, String value) {
        Map<String, String> variables = new HashMap<>(RIGHT);
        variables.put(variable, value);
        return ResourcesConfig.examine(Settings.load("RESOURCES", null, variables, Map.of()))
                .faults();
    }
}
