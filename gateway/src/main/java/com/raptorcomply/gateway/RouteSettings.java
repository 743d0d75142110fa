package com.raptorcomply.gateway;

import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.gateway.edge.Methods;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.route.Routes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code routes} of the settings file; each error names the line and the value. */
final class RouteSettings {
    private RouteSettings() {}

    /**
     * @param upstreams the names that a route may go to
     * @param plans the names of limits that a route may have
     */
    static Routes from(Settings settings, Set<String> upstreams, Set<String> plans) {
        List<Route> routes = new ArrayList<>();
        Set<String> prefixes = new HashSet<>();
        List<Settings> entries = settings.children("routes");
        for (Settings entry : entries) {
            route(entry, upstreams, plans).ifPresent(route -> {
                boolean first = prefixes.add(route.prefix());
                entry.expect(first, "prefix", "a prefix that no other route has");
                if (first) {
                    routes.add(route);
                }
            });
        }
        settings.expect(!entries.isEmpty(), "routes", "at least one route");
        settings.expect(entries.size() <= Routes.ROUTES_MAX, "routes", "at most " + Routes.ROUTES_MAX + " routes");
        return new Routes(routes.subList(0, Math.min(routes.size(), Routes.ROUTES_MAX)));
    }

    /**
     * The routes of a file that has nothing else.
     *
     * @throws SettingsException with all faults of the file
     */
    static Routes read(Path file, Set<String> upstreams, Set<String> plans) {
        List<String> faults =
                load(file).examine(written -> from(written, upstreams, plans)).faults();
        if (!faults.isEmpty()) {
            throw new SettingsException(String.join("\n", faults));
        }
        return from(load(file), upstreams, plans);
    }

    private static Settings load(Path file) {
        return Settings.load(ServiceName.GATEWAY.settingsPrefix(), file, Map.of(), Map.of());
    }

    private static Optional<Route> route(Settings entry, Set<String> upstreams, Set<String> plans) {
        String upstream = entry.string("upstream");
        entry.expect(
                upstreams.contains(upstream) || !entry.has("upstream"),
                "upstream",
                "one of the upstreams " + upstreams);
        List<String> methods = entry.strings("methods");
        entry.expect(Methods.FORWARDED.containsAll(methods), "methods", "a list of " + Methods.FORWARDED);
        String plan = entry.optional("plan").orElse(null);
        entry.expect(plan == null || plans.contains(plan), "plan", "one of the plans " + plans + " under limits.plans");
        Route.Access access = entry.oneOf("access", Route.Access.KEY);
        boolean webSocket = entry.bool("webSocket", false);
        String prefix = entry.string("prefix");
        try {
            return Optional.of(new Route(prefix, upstream, access, methods, plan, webSocket));
        } catch (IllegalArgumentException e) {
            entry.expect(!entry.has("prefix"), "prefix", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
