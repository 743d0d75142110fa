package com.raptorcomply.gateway.config;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.gateway.http.Methods;
import com.raptorcomply.gateway.route.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the settings {@code routes}: all requests under one path prefix.
 *
 * @param prefix begins with a slash, does not end with one (but for the root itself), in normal form
 * @param upstream the name of the upstream
 * @param access the credential that a request needs
 * @param methods those that are let through; empty: every one
 * @param policy the limit that each key has here besides its own; null: none
 * @param webSocket a client may go on as a WebSocket here
 */
public record RouteConfig(
        String prefix,
        String upstream,
        @Default("key") Route.Access access,
        @Default("") List<String> methods,
        @Nullable String policy,
        @Default("false") boolean webSocket) {

    public RouteConfig {
        methods = Checks.accepted(methods);
        new Checks()
                .expect(
                        prefix == null || isPrefix(prefix),
                        "prefix",
                        prefix,
                        "a path in normal form that begins with '/' and does not end with one")
                .expect(
                        Methods.FORWARDED.containsAll(methods),
                        "methods",
                        String.join(", ", methods),
                        "a list of " + Methods.FORWARDED)
                .done();
    }

    Route route() {
        return new Route(prefix, upstream, access, methods, policy, webSocket);
    }

    private static boolean isPrefix(String prefix) {
        try {
            return new Route(prefix, "", Route.Access.KEY, List.of(), null, false)
                    .prefix()
                    .equals(prefix);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    /**
     * Checks routes against each other and against what they name. An entry that was refused is null.
     *
     * @param upstreams the names that a route may go to
     * @param policies the names of limits that a route may have
     */
    static void check(Checks checks, List<RouteConfig> routes, Set<String> upstreams, Set<String> policies) {
        Set<String> prefixes = new HashSet<>();
        List<@Nullable RouteConfig> entries = new ArrayList<>(routes);
        for (int i = 0; i < entries.size(); i++) {
            RouteConfig route = entries.get(i);
            if (route != null) {
                String at = "routes[" + i + "].";
                checks.expect(
                                prefixes.add(route.prefix),
                                at + "prefix",
                                route.prefix,
                                "a prefix that no other route has")
                        .expect(
                                route.upstream == null || upstreams.contains(route.upstream),
                                at + "upstream",
                                route.upstream,
                                "one of the upstreams " + upstreams)
                        .expect(
                                route.policy == null || policies.contains(route.policy),
                                at + "policy",
                                route.policy,
                                "one of the policies " + policies + " under limits.policies");
            }
        }
    }
}
