package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsErrorNamesItsOriginTest {
    @TempDir
    private Path directory;

    @Test
    void fileAndLineOfAWrongNumber() throws IOException {
        Settings settings = yaml("http:\n  port: eighty\n");
        assertThatThrownBy(() -> settings.child("http").integer("port", 1, 0, 65_535))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting 'http.port' at " + file() + ":2: 'eighty' is not accepted;"
                        + " expected a whole number from 0 to 65535");
    }

    @Test
    void variableOfANumberOutOfRange() {
        Settings settings = Settings.load("GATEWAY", null, Map.of("GATEWAY_DATABASE_POOL_SIZE", "0"), Map.of());
        assertThatThrownBy(() -> settings.integer("database.poolSize", 10, 1, 100))
                .hasMessage("Setting 'database.poolSize' at environment variable GATEWAY_DATABASE_POOL_SIZE: '0'"
                        + " is not accepted; expected a whole number from 1 to 100");
    }

    @Test
    void variableOfAShareThatIsNone() {
        for (String share : new String[] {"1.1", "-0.1", "5 %", "NaN", ".5"}) {
            Settings settings = Settings.load("GATEWAY", null, Map.of("GATEWAY_RATIO", share), Map.of());
            assertThatThrownBy(() -> settings.ratio("ratio", 1))
                    .hasMessageEndingWith("expected a share from 0 to 1, such as 0.05");
        }
    }

    @Test
    void variableOfATimeThatIsNone() {
        for (String time : new String[] {"soon", "5", "6s", "999999999999d", "PT999999999999999H", "PT-1S"}) {
            Settings settings = Settings.load("GATEWAY", null, Map.of("GATEWAY_TIMEOUT", time), Map.of());
            assertThatThrownBy(() -> settings.duration("timeout", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5)))
                    .hasMessage("Setting 'timeout' at environment variable GATEWAY_TIMEOUT: '" + time + "' is not"
                            + " accepted; expected a time such as 250ms, 5s, 2m, 1h or PT5S, from PT0S to PT5S");
        }
    }

    @Test
    void variableOfASizeThatIsNone() {
        // The last one is 0 in 64 bits.
        for (String size : new String[] {"much", "-1", "1.5MiB", "2KB", "1025KiB", "17179869184GiB"}) {
            Settings settings = Settings.load("GATEWAY", null, Map.of("GATEWAY_BODY", size), Map.of());
            assertThatThrownBy(() -> settings.bytes("body", 0, 0, 1_048_576))
                    .hasMessageContaining("GATEWAY_BODY: '" + size + "' is not accepted");
        }
    }

    @Test
    void variableThatWouldGiveAMissingOne() {
        Settings settings = Settings.load("GATEWAY", null, Map.of(), Map.of());
        assertThatThrownBy(() -> settings.string("database.url"))
                .hasMessage("Setting 'database.url' (environment variable GATEWAY_DATABASE_URL) is required");
    }

    @Test
    void lineOfAnEmptyOne() throws IOException {
        Settings settings = yaml("a: 1\nname: ' '\n");
        assertThatThrownBy(() -> settings.string("name")).hasMessage("Setting 'name' at " + file() + ":2 is empty");
    }

    @Test
    void entryOfAList() throws IOException {
        Settings settings = yaml("routes:\n- path: /a\n  timeout: 5s\n- path: /b\n  timeout: soon\n");
        assertThatThrownBy(() -> settings.children("routes")
                        .get(1)
                        .duration("timeout", Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessageStartingWith("Setting 'routes[1].timeout' at " + file() + ":5: 'soon' is not accepted");
    }

    @Test
    void lineOfBrokenYaml() throws IOException {
        assertThatThrownBy(() -> yaml("a: 1\nb: [1, 2\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(file() + ":3: not valid YAML");
    }

    @Test
    void lineOfANameGivenTwice() throws IOException {
        assertThatThrownBy(() -> yaml("a: 1\nb: 2\na: 3\n")).hasMessage(file() + ":3: setting 'a' is given twice");
    }

    private Settings yaml(String text) throws IOException {
        Files.writeString(file(), text);
        return Settings.load("GATEWAY", file(), Map.of(), Map.of());
    }

    private Path file() {
        return directory.resolve("gateway.yaml");
    }
}
