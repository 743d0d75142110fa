package com.raptorcomply.gateway.route;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds all routes and matches targets to them; the longest prefix wins. Immutable, any thread. */
public final class RouteTable {
    /**
     * Bounds the linear search of {@link #match}, because more routes would make it the costliest step of a request.
     */
    public static final int ROUTES_MAX = 200;

    private final Route[] longestFirst;

    /**
     * @throws IllegalArgumentException if two routes have the same prefix, or there are more than {@link #ROUTES_MAX}
     */
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

    /** Returns the route of a target; null if none matches. */
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
