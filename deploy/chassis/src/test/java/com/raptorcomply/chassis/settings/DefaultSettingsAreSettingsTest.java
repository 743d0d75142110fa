package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultSettingsAreSettingsTest {
    @TempDir
    Path folder;

    @Test
    void withoutTheirMarks() throws IOException {
        String written = DefaultYaml.of(Sample.class);
        assertThat(written.lines()).allMatch(line -> line.startsWith("# "));
        assertThat(written)
                .contains("# timeout: 5s\n", "# database:\n#   poolSize: 10\n#   waiting:  # default: 50 × poolSize\n")
                .contains("# key:  # optional\n", "# routes: []  # a list of {path, timeout}\n", "# pools:\n#   NAME:");

        String unmarked = written.replaceAll("# (spare|tagKeys):.*\n(#   .*\n)*", "")
                .lines()
                .map(line -> line.substring(2))
                .filter(line -> !line.matches(" *\\w+:  # (optional|default).*"))
                .collect(Collectors.joining("\n"));
        Examination<Sample> read =
                Sample.examine(Files.writeString(folder.resolve("defaults.yaml"), unmarked), Map.of());

        assertThat(read.faults()).isEmpty();
        assertThat(read.orThrow().timeout())
                .isEqualTo(Sample.read(Map.of(), Map.of()).timeout());
        assertThat(read.orThrow().pools()).containsOnlyKeys("NAME");
    }
}
