package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code rc} as a process, at a pseudo terminal that {@code script} of util-linux makes, and without one. */
@ExtendWith(RunningWhole.class)
@EnabledOnOs(OS.LINUX)
class ColorsAndProgressAreForTerminalsTest {
    private static final int SECONDS_MAX = 60;
    private static final String ESCAPE = "\u001b";
    private static final String FULL_BAR = "\r[" + "#".repeat(30) + "] 100 %";

    private final Path folder;
    private String[] list = {};
    private String[] load = {};

    ColorsAndProgressAreForTerminalsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void aKeyAndAFile(Whole whole) throws IOException {
        String name = Whole.unique("colored");
        whole.makeKey(new JsonObject().put("name", name));
        list = new String[] {"keys", "list", "--search", name};
        JsonObject asset = whole.newAsset();
        String system = asset.remove("cyberSystemId").toString();
        String row = asset.stream().map(field -> "\"" + field.getValue() + "\"").collect(Collectors.joining(","));
        Path file = Files.writeString(
                folder.resolve("assets.csv"), String.join(",", asset.fieldNames()) + "\n" + row + "\n");
        load = new String[] {"data", "import", file.toString(), "--system", system, "--dry-run"};
    }

    @Test
    void aTerminalGetsBoth(Whole whole) throws Exception {
        assertThat(atTerminal(whole, Map.of(), list)).contains(ESCAPE + "[32mactive" + ESCAPE + "[0m");
        assertThat(atTerminal(whole, Map.of(), load)).contains(FULL_BAR);
    }

    @Test
    void aTerminalThatWantsNoneGetsNone(Whole whole) throws Exception {
        Map<String, String> plain = Map.of("NO_COLOR", "1");
        assertThat(atTerminal(whole, plain, list)).contains("active").doesNotContain(ESCAPE);
        assertThat(atTerminal(whole, plain, load)).contains("created").doesNotContain(ESCAPE, "[#");
    }

    @Test
    void aFileGetsNone(Whole whole) throws Exception {
        assertThat(intoFile(whole, list)).contains("active").doesNotContain(ESCAPE);
        assertThat(intoFile(whole, load)).contains("created").doesNotContain(ESCAPE, "[#");
    }

    private String atTerminal(Whole whole, Map<String, String> more, String... arguments) throws Exception {
        String words = Stream.concat(program(), Stream.of(arguments))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return run(whole, more, List.of("script", "--quiet", "--return", "--command", words, "/dev/null"));
    }

    private String intoFile(Whole whole, String... arguments) throws Exception {
        return run(
                whole, Map.of(), Stream.concat(program(), Stream.of(arguments)).toList());
    }

    private static Stream<String> program() {
        return Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "com.raptorcomply.keyservice.cli.rc.RcMain");
    }

    private String run(Whole whole, Map<String, String> more, List<String> command) throws Exception {
        File output = folder.resolve("output").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        Map<String, String> environment = builder.environment();
        environment.remove("NO_COLOR");
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        environment.put("RC_HOME", folder.resolve("home").toString());
        environment.put("RC_URL", whole.value("GATEWAY_URL"));
        environment.put("RC_KEY", whole.value("ORG_A_ADMIN_KEY"));
        environment.putAll(more);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output.toPath());
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
