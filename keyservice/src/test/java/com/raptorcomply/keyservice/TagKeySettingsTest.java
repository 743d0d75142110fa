package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagKeySettingsTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void onlyOneIsTheCurrentOne() {
        assertThat(read(Map.of("tagKeys.7", KEY), Map.of()).current()).isEqualTo('7');
    }

    @Test
    void ofSeveralTheCurrentOneIsNamed() {
        assertThat(read(Map.of("tagKeys.1", KEY, "tagKeys.2", KEY, "tagKeyVersion", "2"), Map.of())
                        .current())
                .isEqualTo('2');
        assertThatThrownBy(() -> read(Map.of("tagKeys.1", KEY, "tagKeys.2", KEY), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("tagKeyVersion");
        assertThatThrownBy(() -> read(Map.of("tagKeys.1", KEY, "tagKeyVersion", "2"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("tagKeyVersion");
    }

    @Test
    void mayComeFromFileOrEnvironment(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("tag-key"), KEY + "\n");

        assertThat(read(Map.of("tagKeys.1File", file.toString()), Map.of()).current())
                .isEqualTo('1');
        assertThat(read(Map.of(), Map.of("TEST_TAG_KEYS_1", KEY)).current()).isEqualTo('1');
        assertThat(read(Map.of(), Map.of("TEST_TAG_KEYS_1_FILE", file.toString()))
                        .current())
                .isEqualTo('1');
    }

    @Test
    void badOneIsNamedAndNeverShown() {
        for (String value : new String[] {"not-base64!", "c2hvcnQ="}) {
            assertThatThrownBy(() -> read(Map.of("tagKeys.1", value), Map.of()))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("tagKeys.1")
                    .hasMessageNotContaining(value);
        }
    }

    @Test
    void missingOneIsNamedItself() {
        assertThatThrownBy(() -> read(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting 'tagKeys.1': expected at least one tag key (environment variable"
                        + " KEYSERVICE_TAG_KEYS_1, or the same with _FILE for a file that holds it)");
    }

    @Test
    void everyMissingSettingIsNamedAtOnce() {
        assertThat(KeyServiceConfig.examine(Settings.load("KEYSERVICE", null, Map.of(), Map.of()))
                        .faults())
                .extracting(fault -> fault.replaceFirst("^Setting '([^']+)'.*", "$1"))
                .containsExactlyInAnyOrder(
                        "gateway.credential",
                        "tagKeys.1",
                        "database.url",
                        "database.user",
                        "database.password",
                        "database.owner",
                        "database.ownerPassword");
    }

    private static TagKeys read(Map<String, String> more, Map<String, String> environment) {
        Map<String, Object> overrides = new HashMap<>(Map.of(
                "database.url", "postgresql://127.0.0.1:1/x",
                "database.user", "app",
                "database.password", "p",
                "database.owner", "owner",
                "database.ownerPassword", "p",
                "gateway.credential", "credential-of-the-gateways"));
        overrides.putAll(more);
        return KeyServiceConfig.examine(Settings.load("TEST", null, environment, overrides))
                .orThrow()
                .tags();
    }
}
