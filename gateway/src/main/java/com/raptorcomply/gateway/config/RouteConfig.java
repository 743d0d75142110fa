package com.raptorcomply.gateway.config;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.DataSize;
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
 * @param prefix begins with a slash and, unless it is the root, does not end with one; in normal form; a segment {@code *}
 *     stands for any one segment
 * @param upstream name of the upstream
 * @param access credential that a request needs
 * @param methods that the route accepts; empty: all
 * @param policy rate limit of each key on this route, besides its own; null: none
 * @param webSocket true if clients may upgrade to WebSocket
 * @param bodyBytesMax of a request's body; 0: {@code http.bodyBytesMax}
 * @param stampAlsoFor name of another upstream, which the upstream asks with the stamp of the request; null: none
 */
public record RouteConfig(
        String prefix,
        String upstream,
        @Default("key") Route.Access access,
        @Default("") List<String> methods,
        @Nullable String policy,
        @Default("false") boolean webSocket,
        @Default("0") DataSize bodyBytesMax,
        @Nullable String stampAlsoFor) {
    private static final long TEBI = 1024L * 1024 * 1024 * 1024;

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
                .within("bodyBytesMax", bodyBytesMax, 0, TEBI)
                .done();
    }

    Route route() {
        return new Route(prefix, upstream, access, methods, policy, webSocket, bodyBytesMax.bytes(), stampAlsoFor);
    }

    private static boolean isPrefix(String prefix) {
        try {
            return new Route(prefix, "", Route.Access.KEY, List.of(), null, false, 0, null)
                    .prefix()
                    .equals(prefix);
        } catch (IllegalArgumentException invalid) {
            return false;
        }
    }

    /**
     * Checks routes against each other and against the names they use. A refused entry is null.
     *
     * @param upstreams names that routes may use
     * @param policies names of rate limits that routes may use
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
                                route.stampAlsoFor == null || upstreams.contains(route.stampAlsoFor),
                                at + "stampAlsoFor",
                                route.stampAlsoFor,
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
