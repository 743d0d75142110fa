package com.raptorcomply.chassis.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Observes a service's process as an orchestrator does. */
@Timeout(50)
class ProcessStartsAndStopsTest {
    private static final int TERMINATED_BY_SIGTERM = 128 + 15;

    @TempDir
    private Path directory;

    @Test
    void stopsCleanlyOnSigterm() throws Exception {
        Process process = run("--config", config("management: {port: 0}\n").toString());
        try (BufferedReader log = reader(process)) {
            awaitLine(log, StandaloneForATest.STARTED);
            process.toHandle().destroy();
            awaitLine(log, "Service stopping");
            awaitLine(log, StandaloneForATest.CLOSED);
            assertThat(log.lines().filter(line -> line.contains("did not stop")))
                    .isEmpty();
        }
        assertThat(process.waitFor()).isEqualTo(TERMINATED_BY_SIGTERM);
    }

    @Test
    void closesTheServiceThatASignalFindsStarting() throws Exception {
        Path end = directory.resolve("start ends");
        Process process = runStarting(end);
        try (BufferedReader log = reader(process)) {
            awaitLine(log, StandaloneForATest.PENDING);
            process.toHandle().destroy();
            awaitLine(log, "Service stopping");
            Files.createFile(end);
            awaitLine(log, StandaloneForATest.STARTED);
            awaitLine(log, StandaloneForATest.CLOSED);
        }
        assertThat(process.waitFor()).isEqualTo(TERMINATED_BY_SIGTERM);
    }

    @Test
    void endsAlthoughItsStartDoesNot() throws Exception {
        Process process = runStarting(directory.resolve("never"));
        try (BufferedReader log = reader(process)) {
            awaitLine(log, StandaloneForATest.PENDING);
            process.toHandle().destroy();
            awaitLine(log, "Service stops before its start has ended");
        }
        assertThat(process.waitFor()).isEqualTo(TERMINATED_BY_SIGTERM);
    }

    @Test
    void saysWhichSettingIsWrongAndEndsWithStatus2() throws Exception {
        Process process =
                run("--config", config("management:\n  port: http\na: b\n").toString());
        assertThat(output(process))
                .contains(
                        "Setting 'management.port' at ",
                        "gateway.yaml:2:9: 'http' is not accepted",
                        "Unknown setting 'a'")
                .doesNotContain("Service stopping");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void refusesAWrongCommandLine() throws Exception {
        Process process = run("--configg");
        assertThat(output(process))
                .isEqualTo("gateway: unknown argument '--configg'; see --help" + System.lineSeparator());
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--config, --config needs a file",
        "--config a --config b, give --config once",
        "--check --version, 'give one of --version, --check and --print-default-config, once'"
    })
    void saysWhatIsWrongWithItsCommandLine(String arguments, String sentence) {
        assertThatThrownBy(() -> Arguments.parse(List.of(arguments.split(" ")))).hasMessage(sentence);
    }

    @Test
    void explainsItself() throws Exception {
        Process process = run("--help");
        assertThat(output(process)).contains("usage: gateway [--config FILE]", "GATEWAY_");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void tellsItsVersion() throws Exception {
        Process process = run("--version");
        assertThat(output(process)).matches("gateway \\d+\\.\\d+\\.\\d+, Java \\d+\\R");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void checkPrintsWhatIsInForceAndStartsNothing() throws Exception {
        Process process =
                run("--check", "--config", config("management: {port: 7}\n").toString());
        assertThat(output(process))
                .contains("management:", "  host: 127.0.0.1  # default", "  port: 7  # ", "gateway.yaml:1")
                .doesNotContain("listening");
        assertThat(process.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--check"})
    void saysWhichFileCannotBeUsedAndEndsWithStatus2(String check) throws Exception {
        String config = config("tls:\n  certificateFile: gone.pem\n  keyFile: gone.key\n")
                .toString();
        Process process = check.isEmpty() ? run("--config", config) : run(check, "--config", config);
        assertThat(output(process))
                .isEqualTo("gateway: Setting 'tls.certificateFile' at " + config
                        + ":2:20: 'gone.pem' cannot be used: there is no such file" + System.lineSeparator());
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void startThatFailsIsNoStop() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = run(
                    "--config",
                    config("management: {port: " + taken.getLocalPort() + "}\n").toString());
            assertThat(output(process)).contains("Service could not start").doesNotContain("Service stopping");
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    private Path config(String yaml) throws IOException {
        return Files.writeString(directory.resolve("gateway.yaml"), yaml);
    }

    private Process runStarting(Path end) throws IOException {
        return run(
                List.of("-D" + StandaloneForATest.START_ENDS_WITH + "=" + end),
                "--config",
                config("management: {port: 0}\n").toString());
    }

    private static Process run(String... arguments) throws IOException {
        return run(List.of(), arguments);
    }

    private static Process run(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StandaloneForATest.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static void awaitLine(BufferedReader log, String part) throws IOException {
        String line = log.readLine();
        while (line != null && !line.contains(part)) {
            line = log.readLine();
        }
        assertThat(line).as("a line with " + part).isNotNull();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
