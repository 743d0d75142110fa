package com.raptorcomply.chassis.problem;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The methods that a router knows for a path: what RFC 9110 section 15.5.6 wants in a 405's {@code Allow}. Of several
 * templates the one with the fewest parameters counts: {@code /users/me} is no {@code /users/:id}.
 */
final class AllowedMethods {
    private AllowedMethods() {}

    static Set<String> of(Router router, String path) {
        SortedMap<Integer, Set<String>> byParameters = new TreeMap<>();
        collect(router, path, byParameters);
        return byParameters.values().stream().findFirst().orElse(Set.of());
    }

    private static void collect(Router router, String path, SortedMap<Integer, Set<String>> byParameters) {
        for (Route route : router.getRoutes()) {
            @Nullable Router mounted = route.getSubRouter();
            if (mounted != null && path.startsWith(mountPoint(route))) {
                collect(mounted, path.substring(mountPoint(route).length()), byParameters);
            } else if (route.methods() != null && matches(route, path)) {
                int parameters = parameters(route);
                route.methods().forEach(method -> byParameters
                        .computeIfAbsent(parameters, none -> new TreeSet<>())
                        .add(method.name()));
            }
        }
    }

    private static int parameters(Route route) {
        return route.getPath().split("/:", -1).length - 1;
    }

    private static String mountPoint(Route route) {
        return route.getPath() == null ? "" : route.getPath().replaceFirst("/?\\*?$", "");
    }

    private static boolean matches(Route route, String path) {
        @Nullable String template = route.getPath();
        if (template == null) {
            return false;
        }
        String[] wanted = bare(template).split("/", -1);
        String[] given = bare(path).split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean parameter = wanted[i].startsWith(":") && !given[i].isEmpty();
            if (!parameter && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    /** A router takes a path with one slash at its end for the path without. */
    private static String bare(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
