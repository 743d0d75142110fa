package com.raptorcomply.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.raptorcomply.local.DevelopmentAuthority;
import com.raptorcomply.local.directory.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HAProxy accepts its files with the variables of a fleet, without a warning. Skipped where it is not installed. */
class BalancerFilesAreValidTest {
    private static final Path FILES = Path.of("../haproxy");
    private static final int SECONDS_MAX = 30;

    @Test
    void withTheVariablesOfAFleet(@TempDir Path directory) throws Exception {
        String program = Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse("");
        assumeTrue(!program.isEmpty(), "haproxy is not installed");
        try (DataDirectory data = DataDirectory.open(directory.resolve("fleet"))) {
            DevelopmentAuthority.in(data.resolve("tls"));
            Balancer balancer = new Balancer(Layout.create(data, 0), FILES);
            List<String> command = new ArrayList<>(List.of(program, "-c"));
            command.addAll(balancer.files());
            assertThat(run(command, balancer, directory.resolve("said")))
                    .contains("Configuration file is valid")
                    .doesNotContain("WARNING", "ALERT");
        }
    }

    private static String run(List<String> command, Balancer balancer, Path said)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(balancer.environment());
        Process process = builder.start();
        assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        return Files.readString(said);
    }
}
