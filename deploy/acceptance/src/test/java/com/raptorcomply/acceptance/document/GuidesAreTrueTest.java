package com.raptorcomply.acceptance.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.raptorcomply.acceptance.architecture.Sources;
import com.raptorcomply.acceptance.whole.Checkout;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every command in the guides does what the guide says, in a checkout with a running product. */
@ExtendWith(RunningWhole.class)
class GuidesAreTrueTest {
    private static final long SECONDS_MAX = 180;

    private final Whole whole;
    private final Path checkout;

    GuidesAreTrueTest(Whole whole, @TempDir Path directory) throws IOException {
        this.whole = whole;
        this.checkout = directory.resolve("checkout");
        Checkout.at(checkout, Sources.root());
        Path run = Files.createDirectories(checkout.resolve("deploy/local/run"));
        Files.writeString(run.resolve("demo.env"), environment());
    }

    @TestFactory
    Stream<DynamicTest> command() throws IOException {
        Path guides = Sources.root().resolve("deploy/docs/guides");
        try (Stream<Path> files = Files.list(guides)) {
            List<Path> all = files.sorted().toList();
            assertThat(all).hasSizeGreaterThan(3);
            return all.stream()
                    .map(file ->
                            DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> run(Guide.read(file))));
        }
    }

    private void run(Guide guide) throws IOException, InterruptedException {
        requireProgram("python3");
        requireProgram("node");
        for (var file : guide.files().entrySet()) {
            Files.writeString(checkout.resolve(file.getKey()), file.getValue());
        }
        String script = guide.commands().stream()
                .map(command -> "printf '\\n\\f\\n'\n" + command.script())
                .collect(Collectors.joining("\n", "set -euo pipefail\n", ""));
        Path output = Files.createTempFile(checkout, "output", null);
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().put("JAVA_HOME", System.getProperty("java.home"));
        bash.environment()
                .merge(
                        "PATH",
                        "",
                        (path, none) -> System.getProperty("java.home") + "/bin" + File.pathSeparator + path);
        Process process = bash.start();
        boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output);

        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        String[] printed = text.split("\n\f\n", -1);
        assertThat(printed).as(text).hasSize(guide.commands().size() + 1);
        for (int i = 0; i < guide.commands().size(); i++) {
            Guide.Command command = guide.commands().get(i);
            assertThat(command.firstMissingIn(printed[i + 1]))
                    .as("%s\nprinted\n%s", command.script(), printed[i + 1])
                    .isEmpty();
        }
    }

    private String environment() {
        return whole.run().environment().variables().entrySet().stream()
                .map(entry -> entry.getKey() + "='" + entry.getValue() + "'\n")
                .collect(Collectors.joining());
    }

    /** Skips without the program; with {@code CI=true} that fails. */
    private static void requireProgram(String name) {
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(found, name + " is not installed");
        }
        assertThat(found).as("%s is installed", name).isTrue();
    }
}
