package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValuesInForceAreSettingsAgainTest {
    private static final Map<String, Object> GIVEN = Map.of(
            "port", 80,
            "name", "a: b # c",
            "url", "http://n:1/x?y",
            "peers", List.of("http://a", "http://b:2"),
            "timeout", "1500ms",
            "mode", "cold-start",
            "pools.one.poolSize", 3,
            "tagKeys.1", "[secret]",
            "routes", List.of(Map.of("path", "/a", "timeout", "1s"), Map.of("path", "/b")));

    @TempDir
    private Path directory;

    @Test
    void printedAsYamlWithTheirOrigins() throws IOException {
        Examination<Sample> examination = Sample.READER.examine(Settings.load("X", null, Map.of(), GIVEN));
        String yaml = examination.yaml();

        assertThat(yaml)
                .contains("port: 80  # handed in\n")
                .contains("flag: false  # default\n")
                .contains("timeout: 1500ms  # handed in\n")
                .contains("mode: cold-start  # handed in\n")
                .contains("body: 64KiB  # default\n")
                .contains("pools:\n  one:\n    poolSize: 3  # handed in\n    waiting: 150  # default\n");
        assertThat(Sample.READER.read(
                        Settings.load("X", Files.writeString(directory.resolve("x.yaml"), yaml), Map.of(), Map.of())))
                .isEqualTo(examination.orThrow());
    }
}
