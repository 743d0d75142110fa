package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot succeed ends soon with one clear sentence and a non-zero status. */
class CommandLineTest {
    private static final int SECONDS_MAX = 60;

    private final Path directory;

    CommandLineTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    "Port " + taken.getLocalPort(),
                    "--keyservice-port",
                    "" + taken.getLocalPort(),
                    "--gateway-port",
                    "0",
                    "--resources-port",
                    "0");
        }
    }

    @Test
    void aPortThatIsNone() throws Exception {
        assertRefused("--gateway-port is 70000", "--gateway-port", "70000");
        assertRefused("Invalid value for option '--gateway-port'", "--gateway-port", "http");
        assertRefused("wanted twice", "--gateway-port", "18080", "--keyservice-port", "19080");
    }

    @Test
    void anOptionThatIsNone() throws Exception {
        assertRefused("Unknown options: '--gatewayport'", "--gatewayport", "1");
    }

    @Test
    void aHostThatIsNotOfThisMachine() throws Exception {
        assertRefused("192.0.2.1", "--host", "192.0.2.1");
    }

    @Test
    void aDataDirectoryThatIsAFile() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertRefused(
                "The data directory " + file,
                "--data",
                file.toString(),
                "--gateway-port",
                "0",
                "--keyservice-port",
                "0",
                "--resources-port",
                "0");
    }

    @Test
    void aDatabaseThatIsNotThere() throws Exception {
        String url = "postgresql://me:secret-word@127.0.0.1:1/postgres";
        String output = assertRefused(
                "The database server me@127.0.0.1:1/postgres cannot be used", free("--database-url", url));
        assertThat(output).doesNotContain("secret-word");
        assertRefused("--database-url is not usable", free("--database-url", "mysql://a:b@c/d"));
    }

    private String[] free(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--data",
                directory.resolve("data").toString(),
                "--gateway-port",
                "0",
                "--keyservice-port",
                "0",
                "--resources-port",
                "0"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private String assertRefused(String sentence, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "-Draptorcomply.home=" + directory,
                "-Draptorcomply.programs=" + System.getProperty("raptorcomply.programs", directory.toString()),
                "com.raptorcomply.local.LocalMain"));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isNotZero();
        assertThat(text).contains(sentence).doesNotContain("\tat ");
        return text;
    }
}
