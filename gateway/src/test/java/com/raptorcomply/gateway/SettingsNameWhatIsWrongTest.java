package com.raptorcomply.gateway;

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
        assertRefused(RIGHT.replace("http://r:8082", "ftp://r"), ":3", "ftp://r");
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
