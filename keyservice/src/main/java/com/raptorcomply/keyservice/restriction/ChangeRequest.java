package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.PreferWait;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * A request to change a restriction.
 *
 * @param waitMax for the change to be effective everywhere
 */
record ChangeRequest(Principal caller, ActivityContext author, Idempotency idempotency, Duration waitMax) {

    /** A request that cannot be repeated by an Idempotency-Key. */
    static ChangeRequest of(Principal caller, RoutingContext context) {
        return new ChangeRequest(
                caller, ActivityContext.of(caller, context), Idempotency.NONE, PreferWait.of(context.request()));
    }

    /** A request with this body that may be repeated. */
    ChangeRequest repeatable(RoutingContext context, JsonObject body) {
        return new ChangeRequest(caller, author, Idempotency.of(caller, context.request(), body), waitMax);
    }
}
