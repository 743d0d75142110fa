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
        for (Settings entry : settings.children("routes")) {
            Route route = route(entry, upstreams, plans);
            if (!prefixes.add(route.prefix())) {
                throw entry.refuse("prefix", "a prefix that no other route has");
            }
            routes.add(route);
        }
        if (routes.isEmpty()) {
            throw new SettingsException("Setting 'routes': expected at least one route");
        }
        return new Routes(routes);
    }

    /** The routes of a file that has nothing else. */
    static Routes read(Path file, Set<String> upstreams, Set<String> plans) {
        Settings written = Settings.load(ServiceName.GATEWAY.settingsPrefix(), file, Map.of(), Map.of());
        try {
            Routes routes = from(written, upstreams, plans);
            written.refuseUnknown();
            return routes;
        } catch (IllegalArgumentException tooMany) {
            throw new SettingsException(file + ": " + tooMany.getMessage());
        }
    }

    private static Route route(Settings entry, Set<String> upstreams, Set<String> plans) {
        String upstream = entry.string("upstream");
        if (!upstreams.contains(upstream)) {
            throw entry.refuse("upstream", "one of the upstreams " + upstreams);
        }
        List<String> methods = entry.strings("methods");
        if (!Methods.FORWARDED.containsAll(methods)) {
            throw entry.refuse("methods", "a list of " + Methods.FORWARDED);
        }
        String plan = entry.optional("plan").orElse(null);
        if (plan != null && !plans.contains(plan)) {
            throw entry.refuse("plan", "one of the plans " + plans + " under limits.plans");
        }
        Route.Access access = entry.oneOf("access", Route.Access.KEY);
        try {
            return new Route(entry.string("prefix"), upstream, access, methods, plan, entry.bool("webSocket", false));
        } catch (IllegalArgumentException e) {
            throw entry.refuse("prefix", String.valueOf(e.getMessage()));
        }
    }
}
