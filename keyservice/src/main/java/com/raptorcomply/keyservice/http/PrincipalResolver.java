package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.http.RequestLog;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.Principal;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * Resolves the caller of a request; no other class does. The first authentication method that finds its credential
 * decides.
 */
public final class PrincipalResolver {
    private final List<Authentication> ways;

    public PrincipalResolver(List<Authentication> ways) {
        this.ways = List.copyOf(ways);
    }

    /** Returns the caller; fails with 401 if there is none. */
    Future<Principal> of(RoutingContext context) {
        context.request().pause();
        Future<Optional<Principal>> caller = Future.succeededFuture(Optional.empty());
        for (Authentication way : ways) {
            caller = caller.compose(
                    found -> found.isPresent() ? Future.succeededFuture(found) : way.caller(context.request()));
        }
        return caller.map(found -> {
            Principal known = found.orElseThrow(() -> Problem.missingKey().exception());
            RequestLog.identify(
                    context,
                    known.organizationId().toString(),
                    known.keyId() == null ? null : known.keyId().toString());
            ListCursors.allow(context, known.organizationId());
            return known;
        });
    }
}
