package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.architecture.Sources;
import com.raptorcomply.acceptance.whole.Checkout;
import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.FreePort;
import com.raptorcomply.local.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every script prints its help before any build, refuses unknown options, and starts Java, in a folder such as "a b".
 */
@Timeout(400)
class ScriptsRunFromAPathWithASpaceTest {
    private static final int SECONDS_MAX = 180;
    private static final int TERMINATED = 128 + 15;
    private static final String LISTENING = "\"listening\":{\"status\":\"ok\"}";
    /** JMH parses its own arguments. */
    private static final String PARTS = "deploy/bench/parts";

    @TempDir
    private static Path directory;

    private static Checkout checkout;

    @BeforeAll
    static void copy() throws IOException {
        checkout = Checkout.at(Files.createDirectories(directory.resolve("a b")).resolve("re po"), Sources.root());
    }

    @TestFactory
    Stream<DynamicTest> helpSaysWhatTheScriptDoes() throws IOException {
        assertThat(checkout.scripts()).hasSizeGreaterThan(12);
        return checkout.scripts().stream()
                .map(script -> DynamicTest.dynamicTest(script, () -> {
                    Ended help = run(script, "--help");
                    assertThat(help.error()).isEmpty();
                    assertThat(help.status()).isZero();
                    assertThat(help.output()).matches("(?s)[A-Z].+\nusage: " + script + ".*");
                }));
    }

    @TestFactory
    Stream<DynamicTest> unknownOptionIsRefusedInOneSentence() throws IOException {
        return checkout.scripts().stream()
                .filter(script -> !script.equals(PARTS))
                .map(script -> DynamicTest.dynamicTest(script, () -> {
                    Ended refused = run(script, "--colour");
                    assertThat(refused.status()).isEqualTo(2);
                    assertThat(refused.output()).isEmpty();
                    assertThat(refused.error()).matches("error: .*'--colour'.*\n");
                }));
    }

    @Test
    void upAsksForAPortThatThereIs() throws Exception {
        Ended refused = run("deploy/local/up", "--gateway-port", "70000");
        assertThat(refused.error()).startsWith("error: --gateway-port is 70000");
        assertThat(refused.status()).isEqualTo(1);
    }

    @Test
    void certificatesAreMadeInAFolderWithASpace() throws Exception {
        Path out = directory.resolve("c d");
        Ended made = run("deploy/local/dev-ca", "--out", out.toString());
        assertThat(made.error()).isEmpty();
        assertThat(made.status()).isZero();
        assertThat(out.resolve("gateway.pem")).exists();
    }

    @Test
    void serviceHearsItsSignalInTheFirstRunAfterABuild() throws Exception {
        int port = FreePort.find();
        Path output = directory.resolve("gateway.out");
        Process gateway = checkout.script("deploy/local/service", "gateway", "--config", settings(port))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Client management = new Client("http://127.0.0.1:" + port, "");
            Duration within = Duration.ofSeconds(SECONDS_MAX);
            Await.until("the gateway listens", within, () -> management.get("/health/ready"), ready -> ready.body()
                    .contains(LISTENING));
            gateway.destroy();
            Await.until(
                    "the gateway says that it stops",
                    within,
                    () -> management.get("/health/ready"),
                    ready -> ready.body().contains("The service is shutting down"));
            assertThat(gateway.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            assertThat(gateway.exitValue()).as(Files.readString(output)).isEqualTo(TERMINATED);
            assertThat(archives())
                    .as("archives of a JVM that prepares its own when it ends, and hears no signal meanwhile")
                    .isEmpty();
        } finally {
            gateway.destroyForcibly();
        }
    }

    private static String settings(int managementPort) {
        String nowhere = "http://127.0.0.1:1";
        return SettingsFile.write(
                directory.resolve("gateway settings.yaml"),
                Map.of(
                        "port",
                        0,
                        "management.port",
                        managementPort,
                        "drainDelay",
                        "3s",
                        "keyservice.urls",
                        List.of(nowhere),
                        "keyservice.credential",
                        "of-a-test-that-asks-no-key-service",
                        "upstreams.keyservice.urls",
                        List.of(nowhere),
                        "upstreams.resources.urls",
                        List.of(nowhere)));
    }

    private static List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(checkout.resolve("deploy/local/target/shared"))) {
            return files.filter(file -> file.toString().contains(".jsa")).toList();
        }
    }

    private static Ended run(String script, String... arguments) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Path error = directory.resolve("error");
        Process process = checkout.script(script, arguments)
                .redirectOutput(output.toFile())
                .redirectError(error.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(error));
    }

    private record Ended(int status, String output, String error) {}
}
