package com.raptorcomply.chassis.problem;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the methods that a router knows for a path, for a 405's {@code Allow} (RFC 9110 section 15.5.6). Among several
 * matching templates the one with the fewest parameters wins: {@code /users/me} is not {@code /users/:id}.
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
        String[] expected = withoutLastSlash(template).split("/", -1);
        String[] actual = withoutLastSlash(path).split("/", -1);
        if (expected.length != actual.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            boolean parameter = expected[i].startsWith(":") && !actual[i].isEmpty();
            if (!parameter && !expected[i].equals(actual[i])) {
                return false;
            }
        }
        return true;
    }

    /** Removes one slash at the end, because a router ignores it. */
    private static String withoutLastSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
