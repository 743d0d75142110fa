package com.raptorcomply.gateway.route;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All routes; the longest prefix wins. Immutable, any thread. */
public final class RouteTable {
    /** More would make the linear search of {@link #match} the costliest step of a request. */
    public static final int ROUTES_MAX = 200;

    private final Route[] longestFirst;

    /** @throws IllegalArgumentException if two routes have the same prefix, or there are too many */
    public RouteTable(List<Route> routes) {
        Set<String> prefixes = new HashSet<>();
        for (Route route : routes) {
            if (!prefixes.add(route.prefix())) {
                throw new IllegalArgumentException("two routes have the prefix " + route.prefix());
            }
        }
        if (routes.size() > ROUTES_MAX) {
            throw new IllegalArgumentException("more than " + ROUTES_MAX + " routes");
        }
        longestFirst = routes.stream()
                .sorted(Comparator.comparingInt((Route route) -> route.prefix().length())
                        .reversed())
                .toArray(Route[]::new);
    }

    /** The route of a target; null when nothing lies there. */
    public @Nullable Route match(RequestTarget target) {
        for (Route route : longestFirst) {
            if (target.isUnder(route.prefix())) {
                return route;
            }
        }
        return null;
    }

    public List<Route> all() {
        return List.of(longestFirst);
    }
}
