package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.chassis.problem.JsonBody;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Responds to OPTIONS with the methods of a path (RFC 9110 section 9.3.7), and with the types of a PATCH where there is
 * one (RFC 5789 section 3.1).
 */
final class Options {
    private Options() {}

    /** Adds OPTIONS to the path of every operation. */
    static void mount(Router router, Collection<Operation> operations) {
        TreeMap<String, SortedSet<String>> methods = new TreeMap<>();
        for (Operation operation : operations) {
            SortedSet<String> ofPath = methods.computeIfAbsent(operation.routePath(), path -> new TreeSet<>());
            ofPath.add(operation.method().name());
            ofPath.add(HttpMethod.OPTIONS.name());
            if (operation.method().equals(HttpMethod.GET)) {
                ofPath.add(HttpMethod.HEAD.name());
            }
        }
        methods.forEach(
                (path, allowed) -> router.route(HttpMethod.OPTIONS, path).handler(ctx -> {
                    ctx.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
                    if (allowed.contains(HttpMethod.PATCH.name())) {
                        ctx.response().putHeader("Accept-Patch", JsonBody.ACCEPTED_PATCHES);
                    }
                    ctx.response().end();
                }));
    }
}
