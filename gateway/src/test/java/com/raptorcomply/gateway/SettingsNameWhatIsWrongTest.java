package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsNameWhatIsWrongTest {
    private static final String RIGHT = """
            keyservice: {urls: ["http://k:8081"], credential: c}
            upstreams:
              resources: {urls: ["http://r:8082"]}
            """;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void aRouteToNowhere() throws Exception {
        assertRefused(RIGHT + """
                routes:
                  - {prefix: /facilities, upstream: resources}
                  - {prefix: /tasks, upstream: elsewhere}
                """, ":6", "elsewhere");
    }

    @Test
    void aPrefixThatIsNoPath() throws Exception {
        assertRefused(RIGHT + """
                routes:
                  - {prefix: /a/../b, upstream: resources}
                """, ":5", "/a/../b");
    }

    @Test
    void twoRoutesOfOnePrefix() throws Exception {
        assertRefused(RIGHT + """
                routes:
                  - {prefix: /a, upstream: resources}
                  - {prefix: /a, upstream: resources}
                """, ":6", "/a");
    }

    @Test
    void anUpstreamThatIsNoUrl() throws Exception {
        String routes = "routes:\n  - {prefix: /a, upstream: resources}\n";
        assertRefused(RIGHT.replace("http://r:8082", "ftp://r") + routes, ":3", "ftp://r");
    }

    @Test
    void whatStandsInTheRoutesFileTellsItsLineThere() throws Exception {
        Path routes = Files.writeString(folder.resolve("routes.yaml"), """
                routes:
                  - {prefix: /facilities, upstream: resources}
                  - {prefix: /tasks, upstream: resources, methods: [FETCH]}
                """);
        assertRefusedIn("routes.yaml", RIGHT + "routesFile: " + routes, ":3", "methods");
    }

    @Test
    void aSettingInTheRoutesFileThatIsNoRoute() throws Exception {
        Path routes = Files.writeString(folder.resolve("routes.yaml"), """
                routes:
                  - {prefix: /facilities, upstream: resources, acess: open}
                """);
        assertRefusedIn("routes.yaml", RIGHT + "routesFile: " + routes, ":2", "acess");
    }

    @Test
    void aRoutesFileThatIsNoYaml() throws Exception {
        Path routes = Files.writeString(folder.resolve("routes.yaml"), "routes:\n  - {prefix: /a,\n\tupstream: b\n");
        assertRefusedIn("routes.yaml", RIGHT + "routesFile: " + routes, ":4", "YAML");
    }

    @Test
    void everyFaultOfTheRoutesAtOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), RIGHT + """
                routes:
                  - {prefix: /facilities, upstream: elsewhere, plan: none}
                  - {prefix: a, upstream: resources, methods: [FETCH]}
                http: {bodyTimeout: soon}
                """);
        assertThat(Settings.load("GATEWAY", file, Map.of(), Map.of())
                        .examine(GatewaySettings::from)
                        .faults())
                .hasSize(5)
                .anyMatch(fault -> fault.contains(":5") && fault.contains("one of the upstreams"))
                .anyMatch(fault -> fault.contains(":5") && fault.contains("one of the plans"))
                .anyMatch(fault -> fault.contains(":6") && fault.contains("a list of"))
                .anyMatch(fault -> fault.contains(":6") && fault.contains("routes[1].prefix"))
                .anyMatch(fault -> fault.contains(":7") && fault.contains("http.bodyTimeout"));
    }

    @Test
    void whatIsMissingIsNamedItselfWhenNothingIsGiven() {
        assertThat(Settings.load("GATEWAY", null, Map.of(), Map.of())
                        .examine(GatewaySettings::from)
                        .faults())
                .containsExactlyInAnyOrder(
                        "Setting 'keyservice.urls' (environment variable GATEWAY_KEYSERVICE_URLS) is required",
                        "Setting 'keyservice.credential' (environment variable GATEWAY_KEYSERVICE_CREDENTIAL,"
                                + " or the same with _FILE for a file that holds it) is required",
                        "Setting 'upstreams.keyservice.urls'"
                                + " (environment variable GATEWAY_UPSTREAMS_KEYSERVICE_URLS) is required",
                        "Setting 'upstreams.resources.urls'"
                                + " (environment variable GATEWAY_UPSTREAMS_RESOURCES_URLS) is required");
    }

    @Test
    void tooManyRoutes() throws Exception {
        StringBuilder routes = new StringBuilder(RIGHT + "routes:\n");
        for (int i = 0; i <= 200; i++) {
            routes.append("  - {prefix: /r" + i + ", upstream: resources}\n");
        }
        assertRefused(routes.toString(), ":5", "at most 200 routes");
    }

    private void assertRefused(String yaml, String line, String value) throws Exception {
        assertRefusedIn("gateway.yaml", yaml, line, value);
    }

    private void assertRefusedIn(String name, String yaml, String line, String value) throws Exception {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), yaml);
        Settings settings = Settings.load("GATEWAY", file, Map.of(), Map.of());

        assertThatThrownBy(() -> GatewaySettings.from(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name + line)
                .hasMessageContaining(value);
    }
}
