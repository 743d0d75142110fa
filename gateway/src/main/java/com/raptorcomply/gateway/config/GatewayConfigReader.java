package com.raptorcomply.gateway.config;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.ConfigReader;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the gateway's settings. Without routes it uses those of the product. */
public final class GatewayConfigReader {
    /** The present names of settings by their former names. */
    static final Map<String, String> FORMER_NAMES = Map.ofEntries(
            Map.entry("upstreams.*.cutAfter", "upstreams.*.revokedStreamGrace"),
            Map.entry("upstreams.*.wholeTimeout", "upstreams.*.requestTimeout"),
            Map.entry("upstreams.*.circuit.failuresMax", "upstreams.*.circuitBreaker.failuresMax"),
            Map.entry("upstreams.*.circuit.openFor", "upstreams.*.circuitBreaker.openDuration"),
            Map.entry("upstreams.*.circuit.openForMax", "upstreams.*.circuitBreaker.openDurationMax"),
            Map.entry("upstreams.*.circuit.trials", "upstreams.*.circuitBreaker.halfOpenRequests"),
            Map.entry("upstreams.*.check.path", "upstreams.*.healthCheck.path"),
            Map.entry("upstreams.*.check.port", "upstreams.*.healthCheck.port"),
            Map.entry("upstreams.*.check.interval", "upstreams.*.healthCheck.interval"),
            Map.entry("upstreams.*.check.timeout", "upstreams.*.healthCheck.timeout"),
            Map.entry("upstreams.*.check.failuresMax", "upstreams.*.healthCheck.failuresMax"),
            Map.entry("upstreams.*.check.successesMin", "upstreams.*.healthCheck.successesMin"),
            Map.entry("limits.plans", "limits.policies"),
            Map.entry("routes[*].plan", "routes[*].policy"),
            Map.entry("limits.refusedAddress.requests", "limits.badKeysPerAddress.requests"),
            Map.entry("limits.refusedAddress.period", "limits.badKeysPerAddress.period"),
            Map.entry("limits.refusedAddress.burst", "limits.badKeysPerAddress.burst"),
            Map.entry("limits.openAddress.requests", "limits.publicPerAddress.requests"),
            Map.entry("limits.openAddress.period", "limits.publicPerAddress.period"),
            Map.entry("limits.openAddress.burst", "limits.publicPerAddress.burst"),
            Map.entry("limits.divided", "limits.sharedAcrossGateways"),
            Map.entry("cache.refusalLife", "cache.negativeTtl"),
            Map.entry("tracing.followsClients", "tracing.parentBased"),
            Map.entry("http.stalledTimeout", "http.responseStallTimeout"));

    private static final ConfigReader<GatewayConfig> READER = ConfigReader.of(GatewayConfig.class, FORMER_NAMES);
    private static final ConfigReader<RoutesFile> ROUTES_READER = ConfigReader.of(RoutesFile.class, FORMER_NAMES);
    private static final String PRODUCT_ROUTES = "/gateway.yaml";
    private static final String ROUTES = "routes";
    private static final String ROUTES_FILE = "routesFile";

    record RoutesFile(List<RouteConfig> routes) {
        RoutesFile {
            new Checks()
                    .expect(!routes.isEmpty(), ROUTES, "", "at least one route")
                    .done();
        }
    }

    private GatewayConfigReader() {}

    /** Reads all settings and collects all faults. It reads the routes file anew each time. */
    public static Examination<GatewayConfig> examine(Settings settings) {
        Optional<String> file = settings.text(ROUTES_FILE).filter(name -> !name.isBlank());
        if (file.isEmpty()) {
            boolean isProduct = !settings.has(ROUTES) && !settings.has(ROUTES_FILE);
            return READER.examine(isProduct ? settings.orElse(productRoutes()) : settings);
        }
        if (settings.has(ROUTES)) {
            return READER.examine(settings)
                    .with(List.of("Setting '" + ROUTES_FILE + "': expected either this or '" + ROUTES + "'"));
        }
        try {
            Settings routes = Settings.load("", Path.of(file.get()), Map.of(), Map.of());
            List<String> faults = ROUTES_READER.examine(routes).faults();
            return READER.examine(settings.orElse(routes.only(ROUTES))).with(faults);
        } catch (SettingsException e) {
            return READER.examine(settings).with(List.of("Setting '" + ROUTES_FILE + "': " + e.getMessage()));
        }
    }

    /** Reads the product's own routes: {@code gateway.yaml} beside the classes. */
    private static Settings productRoutes() {
        try (InputStream yaml = GatewayConfigReader.class.getResourceAsStream(PRODUCT_ROUTES)) {
            if (yaml == null) {
                throw new IllegalStateException("The gateway's own " + PRODUCT_ROUTES + " is missing");
            }
            return Settings.packaged("the product's gateway.yaml", new InputStreamReader(yaml, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the gateway's own " + PRODUCT_ROUTES, e);
        }
    }
}
