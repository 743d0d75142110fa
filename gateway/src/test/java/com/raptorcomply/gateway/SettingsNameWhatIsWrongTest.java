package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.gateway.config.GatewayConfigReader;
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
    void aDrainThatTheProcessDoesNotWaitFor() throws Exception {
        String routes = "routes:\n  - {prefix: /a, upstream: resources}\n";
        assertRefused(
                RIGHT + routes + "drainDelay: 30s\ndrainTimeout: 31s\n", ":7", "at most 59s together with drainDelay");
    }

    @Test
    void anUpstreamThatIsNoUrl() throws Exception {
        String routes = "routes:\n  - {prefix: /a, upstream: resources}\n";
        assertRefused(RIGHT.replace("http://r:8082", "ftp://r") + routes, ":3", "ftp://r");
    }

    @Test
    void anAddressThatNobodyCanConnectTo() throws Exception {
        String routes = "routes:\n  - {prefix: /a, upstream: resources}\n";
        assertRefused(RIGHT.replace("http://r:8082", "http://r:99999") + routes, ":3", "http://r:99999");
        assertRefused(RIGHT.replace("http://k:8081", "http://k:0") + routes, ":1", "http://k:0");
        assertRefused(RIGHT + routes + "limits: {redis: {url: \"redis://h:99999\"}}\n", ":6", "redis://h:99999");
        assertRefused(RIGHT + routes + "limits: {redis: {url: \"redis://h/first\"}}\n", ":6", "redis://h/first");
        assertRefused(RIGHT + routes + "tracing: {endpoint: \"http://h:0/v1/traces\"}\n", ":6", "http://h:0/v1/traces");
    }

    @Test
    void aTextThatIsNoHeaderField() throws Exception {
        String routes = "routes:\n  - {prefix: /a, upstream: resources}\n";
        assertRefused(RIGHT + routes + "id: \"two words\"\n", ":6", "two words");
        assertRefused(RIGHT + routes + "clientAddress: {field: \"X-Real IP\"}\n", ":6", "X-Real IP");
    }

    @Test
    void aCredentialThatNoHeaderFieldHoldsAndNotItsText() throws Exception {
        Path file = Files.writeString(
                folder.resolve("gateway.yaml"), RIGHT.replace("credential: c", "credential: \"a\\nb\""));
        assertThat(GatewayConfigReader.examine(Settings.load("GATEWAY", file, Map.of(), Map.of()))
                        .faults())
                .contains(
                        "Setting 'keyservice.credential' at " + file
                                + ":1:51 is not accepted; expected 1 to 1000 visible ASCII characters without a space or line break");
    }

    @Test
    void aRoutesFileThatIsNotThere() throws Exception {
        assertRefusedIn(
                "", RIGHT + "routesFile: " + folder.resolve("gone.yaml"), "Setting 'routesFile': ", "no such file");
        assertRefusedIn("", RIGHT + "routesFile: " + folder, "Setting 'routesFile': ", "is a directory");
    }

    @Test
    void butNoVariableOfTheDocumentation() throws Exception {
        Map<String, String> variables = Map.of(
                "GATEWAY_KEYSERVICE_URLS", "http://k:8081",
                "GATEWAY_KEYSERVICE_CREDENTIAL", "c",
                "GATEWAY_UPSTREAMS_KEYSERVICE_URLS", "http://k:8081",
                "GATEWAY_UPSTREAMS_RESOURCES_URLS", "http://r:8082",
                "GATEWAY_UPSTREAMS_RESOURCES_HEALTH_CHECK_PATH", "/health/ready",
                "GATEWAY_UPSTREAMS_RESOURCES_CIRCUIT_BREAKER_FAILURES_MAX", "7");
        assertThat(GatewayConfigReader.examine(Settings.load("GATEWAY", null, variables, Map.of()))
                        .faults())
                .isEmpty();
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
                  - {prefix: /facilities, upstream: elsewhere, policy: none}
                  - {prefix: a, upstream: resources, methods: [FETCH]}
                http: {bodyTimeout: soon}
                """);
        assertThat(GatewayConfigReader.examine(Settings.load("GATEWAY", file, Map.of(), Map.of()))
                        .faults())
                .hasSize(5)
                .anyMatch(fault -> fault.contains(":5") && fault.contains("one of the upstreams"))
                .anyMatch(fault -> fault.contains(":5") && fault.contains("one of the policies"))
                .anyMatch(fault -> fault.contains(":6") && fault.contains("a list of"))
                .anyMatch(fault -> fault.contains(":6") && fault.contains("routes[1].prefix"))
                .anyMatch(fault -> fault.contains(":7") && fault.contains("http.bodyTimeout"));
    }

    @Test
    void whatIsMissingIsNamedItselfWhenNothingIsGiven() {
        assertThat(GatewayConfigReader.examine(Settings.load("GATEWAY", null, Map.of(), Map.of()))
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
    void formerNamesWithThePresentOnes() throws Exception {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), """
                keyservice: {urls: ["http://k:8081"], credential: c}
                upstreams: {a: {urls: ["http://a"], cutAfter: 1s, circuit: {openFor: 1s}, check: {path: /x}}}
                routes: [{prefix: /a, upstream: a, plan: exports}]
                limits: {plans: {exports: {requests: 1}}, refusedAddress: {requests: 1}, divided: false}
                """);
        assertThat(GatewayConfigReader.examine(
                                Settings.load("GATEWAY", file, Map.of("GATEWAY_CACHE_REFUSAL_LIFE", "1s"), Map.of()))
                        .faults())
                .extracting(fault -> fault.replaceFirst(" at .* is now", " is now"))
                .containsExactlyInAnyOrder(
                        "Setting 'upstreams.a.cutAfter' is now called 'upstreams.a.revokedStreamGrace'",
                        "Setting 'upstreams.a.circuit.openFor' is now called 'upstreams.a.circuitBreaker.openDuration'",
                        "Setting 'upstreams.a.check.path' is now called 'upstreams.a.healthCheck.path'",
                        "Setting 'routes[0].plan' is now called 'routes[0].policy'",
                        "Setting 'limits.plans' is now called 'limits.policies'",
                        "Setting 'limits.refusedAddress.requests' is now called 'limits.badKeysPerAddress.requests'",
                        "Setting 'limits.divided' is now called 'limits.sharedAcrossGateways'",
                        "Environment variable GATEWAY_CACHE_REFUSAL_LIFE is now called GATEWAY_CACHE_NEGATIVE_TTL");
    }

    @Test
    void routesAndARoutesFile() throws Exception {
        Path routes = Files.writeString(folder.resolve("routes.yaml"), "routes: [{prefix: /b, upstream: resources}]\n");
        assertRefusedIn("", RIGHT + """
                routes: [{prefix: /a, upstream: resources}]
                routesFile: %s
                """.formatted(routes), "routesFile", "either this or 'routes'");
    }

    @Test
    void anythingElseInARoutesFile() throws Exception {
        Path routes = Files.writeString(
                folder.resolve("routes.yaml"), "port: 1\nroutes: [{prefix: /b, upstream: resources}]\n");
        assertRefusedIn("routes.yaml", RIGHT + "routesFile: " + routes, ":1", "Unknown setting 'port'");
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

        assertThatThrownBy(() -> GatewayConfigReader.examine(settings).orThrow())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name + line)
                .hasMessageContaining(value);
    }
}
