package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.architecture.Sources;
import com.raptorcomply.acceptance.whole.Checkout;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script {@code rc} in the environment of cron: no locale, and whatever folder it happens to be in. */
@ExtendWith(RunningWhole.class)
class CommandLineRunsFromCronTest {
    private static final int SECONDS_MAX = 60;

    @TempDir
    Path folder;

    @Test
    void itKeepsTheLettersOfANameAndLeavesNoFileBehind(Whole whole) throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        // The shell makes the letters, because the locale of this test may not have them either.
        String create = "exec \"$0\" keys create --name \"" + Whole.unique("cron")
                + " $(printf 'gr\\303\\266\\303\\237e')\" --key-out ../key --json";

        String made = run(whole, work, create);

        assertThat(made).contains(" größe\"");
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    private String run(Whole whole, Path work, String command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        String rc = Checkout.at(folder.resolve("copy"), Sources.root())
                .resolve("deploy/local/rc")
                .toString();
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", command, rc))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("RC_HOME", folder.resolve("home").toString());
        builder.environment().put("RC_URL", whole.value("GATEWAY_URL"));
        builder.environment().put("RC_KEY", whole.value("ORG_A_ADMIN_KEY"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
