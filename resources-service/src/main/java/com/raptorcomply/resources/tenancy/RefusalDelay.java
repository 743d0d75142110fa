package com.raptorcomply.resources.tenancy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * Responds to a restricted caller with a refusal {@value #MILLIS} ms after its request at the earliest. To find that a record
 * is out of the caller's sight takes a tenth of a millisecond more than to find that there is none; without the delay,
 * a caller could learn by many requests which ids exist. The delay begins with the request, so that its end tells nothing
 * about the work meanwhile. Work that takes longer than the delay is not hidden.
 */
public final class RefusalDelay implements Handler<RoutingContext> {
    private static final int MILLIS = 10;
    private static final String DELAY = RefusalDelay.class.getName();

    /** Begins the delay. Comes after the {@link StampHandler}. */
    @Override
    public void handle(RoutingContext ctx) {
        if (StampHandler.tenant(ctx).isRestricted()) {
            ctx.put(DELAY, ctx.vertx().timer(MILLIS, TimeUnit.MILLISECONDS));
        }
        ctx.next();
    }

    /** Hands a failure on to the next failure handler when the delay has ended. */
    public static void onFailure(RoutingContext ctx) {
        Future<?> delay = ctx.get(DELAY);
        if (delay == null || delay.isComplete()) {
            ctx.next();
        } else {
            delay.onComplete(ended -> ctx.next());
        }
    }
}
