package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.http.RequestLog;
import com.raptorcomply.keyservice.stamp.Stamp;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Admits a request only with exactly one valid stamp, and notes the caller. No other part of a request names the
 * tenant: neither the plain headers beside the stamp, which are for logs, nor the path, query or body.
 */
public final class StampHandler implements Handler<RoutingContext> {
    private static final String TENANT = Tenant.class.getName();

    private final StampAuthenticator tenants;

    public StampHandler(StampAuthenticator tenants) {
        this.tenants = tenants;
    }

    /** Returns the caller of an admitted request. */
    public static Tenant tenant(RoutingContext ctx) {
        Tenant tenant = ctx.get(TENANT);
        if (tenant == null) {
            throw new IllegalStateException("No stamp was checked on this route");
        }
        return tenant;
    }

    @Override
    public void handle(RoutingContext ctx) {
        List<String> sent = ctx.request().headers().getAll(Stamp.HEADER);
        Future<Tenant> tenant = sent.size() == 1
                ? tenants.of(sent.get(0))
                : Future.failedFuture(StampAuthenticator.refused(sent.isEmpty() ? "missing" : "doubled")
                        .exception());
        if (!tenant.isComplete() || hasBody(ctx.request().method())) {
            // The body waits for its reader. An unread rest is dropped when the response ends.
            ctx.request().pause();
            ctx.addEndHandler(end -> ctx.request().resume());
        }
        if (tenant.succeeded()) {
            pass(ctx, tenant.result());
        } else {
            // The future may complete on the event loop of another request, which fetched the keys.
            Context context = ctx.vertx().getOrCreateContext();
            tenant.onSuccess(found -> context.runOnContext(back -> pass(ctx, found)))
                    .onFailure(failure -> context.runOnContext(back -> ctx.fail(failure)));
        }
    }

    private static void pass(RoutingContext ctx, Tenant tenant) {
        ctx.put(TENANT, tenant);
        RequestLog.identify(ctx, tenant.organization(), tenant.key());
        ctx.next();
    }

    private static boolean hasBody(HttpMethod method) {
        return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
    }
}
