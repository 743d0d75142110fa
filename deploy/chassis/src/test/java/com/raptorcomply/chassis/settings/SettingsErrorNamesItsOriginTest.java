package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsErrorNamesItsOriginTest {
    @TempDir
    private Path directory;

    @Test
    void fileLineAndColumnOfAWrongNumber() throws IOException {
        assertFault(
                "database:\n  poolSize: ten\n",
                "Setting 'database.poolSize' at FILE:2:13: 'ten' is not accepted;"
                        + " expected a whole number from 1 to 100");
    }

    @Test
    void variableOfANumberOutOfRange() {
        assertFault(
                "X_DATABASE_POOL_SIZE",
                "0",
                "Setting 'database.poolSize' at environment variable X_DATABASE_POOL_SIZE: '0' is not accepted;"
                        + " expected a whole number from 1 to 100");
    }

    @Test
    void variableOfAShareThatIsNone() {
        for (String share : new String[] {"1.1", "-0.1", "5 %", "NaN", ".5"}) {
            assertFault(
                    "X_RATIO",
                    share,
                    "Setting 'ratio' at environment variable X_RATIO: '" + share + "' is not accepted;"
                            + " expected a share from 0 to 1, such as 0.05");
        }
    }

    @Test
    void variableOfATimeThatIsNone() {
        for (String time : new String[] {"soon", "5", "6s", "999999999999d", "PT999999999999999H", "PT-1S"}) {
            assertFault(
                    "X_TIMEOUT",
                    time,
                    "Setting 'timeout' at environment variable X_TIMEOUT: '" + time + "' is not accepted;"
                            + " expected a time such as 250ms, 5s, 2m, 1h or PT5S, from 0s to 5s");
        }
    }

    @Test
    void variableOfASizeThatIsNone() {
        // The last one overflows to 0 in 64 bits.
        for (String size : new String[] {"much", "-1", "1.5MiB", "2KB", "1025KiB", "17179869184GiB"}) {
            assertThat(fault("X_BODY", size)).contains("X_BODY: '" + size + "' is not accepted");
        }
    }

    @Test
    void lineOfAnEmptyOne() throws IOException {
        assertFault("port: 1\nname: ' '\n", "Setting 'name' at FILE:2:7 is empty");
    }

    @Test
    void entryOfAList() throws IOException {
        assertFault(
                "routes:\n- path: /a\n  timeout: 5s\n- path: /b\n  timeout: soon\n",
                "Setting 'routes[1].timeout' at FILE:5:12: 'soon' is not accepted;"
                        + " expected a time such as 250ms, 5s, 2m, 1h or PT5S");
    }

    @Test
    void packagedOnesAreCalledByTheirName() {
        Settings weaker = Settings.packaged("the product's x.yaml", new StringReader("name: n\nport: http\n"));
        Settings settings = Settings.load("X", null, Map.of(), Map.of()).orElse(weaker);
        assertThatThrownBy(() -> Sample.READER.read(settings))
                .hasMessageStartingWith("Setting 'port' at the product's x.yaml:2:7: ");
    }

    @Test
    void lineOfBrokenYaml() throws IOException {
        assertThatThrownBy(() -> examine("port: 1\npeers: [1, 2\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(file() + ":3: not valid YAML");
    }

    @Test
    void lineOfANameGivenTwice() throws IOException {
        assertThatThrownBy(() -> examine("port: 1\nname: b\nport: 3\n"))
                .hasMessage(file() + ":3:1: setting 'port' is given twice");
    }

    @Test
    void lineOfAnAlias() throws IOException {
        assertThatThrownBy(() -> examine("name: &a b\nurl: *a\n"))
                .hasMessage(file() + ":2:6: aliases are not accepted");
    }

    private static String fault(String variable, String value) {
        return Sample.examine(null, Map.of(variable, value)).faults().get(0);
    }

    private static void assertFault(String variable, String value, String sentence) {
        assertThat(Sample.examine(null, Map.of(variable, value)).faults()).containsExactly(sentence);
    }

    private void assertFault(String yaml, String sentence) throws IOException {
        assertThat(examine(yaml).faults()).containsExactly(sentence.replace("FILE", file().toString()));
    }

    private Examination<Sample> examine(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        return Sample.examine(file(), Map.of());
    }

    private Path file() {
        return directory.resolve("gateway.yaml");
    }
}
