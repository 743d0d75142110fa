package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.architecture.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only where systemd is installed; it need not run. */
@EnabledIf("isInstalled")
class SystemdUnitsAreSoundTest {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Path JAVA = Path.of("/usr/bin/java");
    private static final Path FOLDER = Sources.root().resolve("deploy/systemd");
    private static final Pattern EXPOSURE = Pattern.compile("exposure level for \\S+: ([0-9.]+)");
    private static final double EXPOSURE_MAX = 2.0;

    /** The units name Java by its usual place, and a missing program is a fault of a unit. */
    static boolean isInstalled() {
        return Files.isExecutable(ANALYZE) && Files.isExecutable(JAVA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "keyservice", "resources"})
    void withoutAnUnknownKeyOrMuchExposure(String service) throws Exception {
        String unit = FOLDER.resolve("raptorcomply-" + service + ".service").toString();

        assertThat(analyze("verify", unit)).isEmpty();
        Matcher exposure = EXPOSURE.matcher(analyze("security", "--offline=true", "--no-pager", unit));
        assertThat(exposure.find()).isTrue();
        assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(EXPOSURE_MAX);
    }

    private static String analyze(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ANALYZE.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
