package com.raptorcomply.chassis.openapi;

import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.chassis.problem.JsonBody;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Responds to OPTIONS with the methods of a path (RFC 9110 section 9.3.7), and with the types of a PATCH where there is
 * one (RFC 5789 section 3.1). Refuses the other methods of a path without parameters, because a path with a parameter in
 * the same place would take its last part for an id: {@code DELETE /users/me} would be a 404.
 */
public final class OptionsRoutes {
    private static final char LAST = '~';
    private static final int METHOD_NOT_ALLOWED = 405;

    private OptionsRoutes() {}

    /** Adds OPTIONS to the path of every operation. Call before the operations are added. */
    public static void mount(Router router, Collection<Operation> operations) {
        // A path comes before one that has a parameter in the same place, because the first that matches responds.
        TreeMap<String, SortedSet<String>> methods =
                new TreeMap<>(Comparator.comparing((String path) -> path.replace(':', LAST)));
        for (Operation operation : operations) {
            SortedSet<String> ofPath = methods.computeIfAbsent(operation.routePath(), path -> new TreeSet<>());
            ofPath.add(operation.method().name());
            ofPath.add(HttpMethod.OPTIONS.name());
            if (operation.method().equals(HttpMethod.GET)) {
                ofPath.add(HttpMethod.HEAD.name());
            }
        }
        methods.forEach((path, allowed) -> {
            router.route(HttpMethod.OPTIONS, path).handler(ctx -> {
                ctx.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
                if (allowed.contains(HttpMethod.PATCH.name())) {
                    ctx.response().putHeader("Accept-Patch", JsonBody.ACCEPTED_PATCHES);
                }
                ctx.response().end();
            });
            if (path.indexOf(':') < 0) {
                router.route(path).handler(ctx -> {
                    if (allowed.contains(ctx.request().method().name())) {
                        ctx.next();
                    } else {
                        ctx.fail(METHOD_NOT_ALLOWED);
                    }
                });
            }
        });
    }
}
