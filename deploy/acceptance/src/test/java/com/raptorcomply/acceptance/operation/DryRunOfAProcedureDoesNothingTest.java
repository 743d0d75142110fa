package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.architecture.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each procedure of {@code deploy/life} prints its steps with their commands, without a fleet, a build or Java. */
class DryRunOfAProcedureDoesNothingTest {
    private static final int SECONDS_MAX = 60;
    /** A name that means nothing outside of its script. */
    private static final Pattern OWN_FUNCTION =
            Pattern.compile(" {6}(make|replace|lose|verify|answers|remember|taken)\\b");

    private final Path folder;

    DryRunOfAProcedureDoesNothingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rotate-tag-keys",
                "rotate-gateway-credential",
                "rotate-signing-keys",
                "rotate-certificates",
                "rotate-database-passwords",
                "recover-keyservice",
                "failover",
                "backup-and-restore"
            })
    void andPrintsWhatToDo(String procedure) throws Exception {
        List<String> lines = dryRun(procedure).lines().toList();
        assertThat(lines).allMatch(line -> line.matches("(- | {6}).+"));
        assertThat(lines).filteredOn(line -> line.startsWith("- ")).hasSizeGreaterThan(1);
        assertThat(lines)
                .filteredOn(line -> line.startsWith(" "))
                .anyMatch(line -> line.startsWith("      deploy/local/fleet "))
                .noneMatch(line -> OWN_FUNCTION.matcher(line).lookingAt());
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is made").containsExactly(folder.resolve("output"));
        }
    }

    private String dryRun(String procedure) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Path script = Sources.root().resolve("deploy/life").resolve(procedure);
        Process process = new ProcessBuilder(
                        script.toString(),
                        "--dry-run",
                        "--data",
                        folder.resolve("fleet").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        return Files.readString(output);
    }
}
