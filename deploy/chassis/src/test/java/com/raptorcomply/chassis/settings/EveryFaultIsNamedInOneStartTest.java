package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveryFaultIsNamedInOneStartTest {
    private static final String MANY = """
            port: http
            url: nowhere
            peers: ["http://a b", "http://k:1/path"]
            name: ''
            rats: 7
            """;

    @TempDir
    private Path directory;

    @Test
    void withItsNameAndOrigin() throws Exception {
        Path file = Files.writeString(directory.resolve("s.yaml"), MANY);
        Settings settings = Settings.load("X", file, Map.of("X_WAIT", "soon", "X_KEY_FILE", "/none"), Map.of());

        assertThat(settings.examine(EveryFaultIsNamedInOneStartTest::read).faults())
                .extracting(fault -> fault.replace(file.toString(), "FILE"))
                .containsExactlyInAnyOrder(
                        "Setting 'port' at FILE:1: 'http' is not accepted; expected a whole number from 0 to 65535",
                        "Setting 'url' at FILE:2: 'nowhere' is not accepted;"
                                + " expected an absolute URI such as http://127.0.0.1:8081",
                        "Setting 'peers' at FILE:3: expected http(s)://host[:port] without a path or user,"
                                + " not 'http://a b'",
                        "Setting 'peers' at FILE:3: expected http(s)://host[:port] without a path or user,"
                                + " not 'http://k:1/path'",
                        "Setting 'name' at FILE:4 is empty",
                        "Setting 'wait' at environment variable X_WAIT: 'soon' is not accepted;"
                                + " expected true or false",
                        "Setting 'key' at environment variable X_KEY_FILE (file '/none'): the file cannot be read",
                        "Setting 'password' (environment variable X_PASSWORD,"
                                + " or the same with _FILE for a file that holds it) is required",
                        "Setting 'nodes' (environment variable X_NODES) is required",
                        "Unknown setting 'rats' at FILE:5");
    }

    @Test
    void orElseTheFirstOneIsThrown() {
        Settings settings = Settings.load("X", null, Map.of("X_PORT", "http"), Map.of());
        assertThatThrownBy(() -> read(settings)).isInstanceOf(SettingsException.class);
    }

    @Test
    void emptyVariableGivesNoSecret() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "hunter2");
        Settings one = Settings.load("X", null, Map.of("X_KEY", "hunter2", "X_KEY_FILE", ""), Map.of());
        assertThat(one.secret("key").matches("hunter2")).isTrue();
        Settings other = Settings.load("X", null, Map.of("X_KEY", "", "X_KEY_FILE", password.toString()), Map.of());
        assertThat(other.secret("key").matches("hunter2")).isTrue();
        Settings none = Settings.load("X", null, Map.of("X_KEY", "", "X_KEY_FILE", ""), Map.of());
        assertThat(none.optionalSecret("key")).isEmpty();
        assertThatThrownBy(() -> none.secret("key")).hasMessageContaining("X_KEY, or the same with _FILE");
    }

    @Test
    void valuesInForceHaveTheirOriginAndNoSecret() {
        Settings settings = Settings.load(
                "X",
                null,
                Map.of("X_PORT", "1", "X_PASSWORD", "hunter2", "X_NODES", "http://n:1"),
                Map.of("name", "n"));
        assertThat(settings.examine(EveryFaultIsNamedInOneStartTest::read).inForce())
                .containsEntry("port", "1  # environment variable X_PORT")
                .containsEntry("name", "n  # handed in")
                .containsEntry("wait", "false  # default")
                .containsEntry("password", "[secret]  # environment variable X_PASSWORD");
    }

    @Test
    void accountInAUrlStaysOut() {
        Settings settings = Settings.load("X", null, Map.of("X_NODES", "http://me:hunter2@n:1"), Map.of());
        assertThat(settings.examine(EveryFaultIsNamedInOneStartTest::read).toString())
                .contains("http://[hidden]@n:1")
                .doesNotContain("hunter2");
    }

    @Test
    void packagedOnesAreCalledByTheirName() {
        Settings settings = Settings.packaged("X", "the product's x.yaml", new StringReader("a: 1\nport: http\n"));
        assertThatThrownBy(() -> settings.integer("port", 1, 0, 65_535))
                .hasMessageStartingWith("Setting 'port' at the product's x.yaml:2: ");
    }

    private static void read(Settings settings) {
        settings.integer("port", 1, 0, 65_535);
        settings.uri("url");
        settings.origins("peers", 3);
        settings.string("name");
        settings.bool("wait", false);
        settings.optionalSecret("key");
        settings.secret("password");
        settings.requiredOrigins("nodes", 3);
    }
}
