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
 * @param waitMax the longest wait for the change to be effective at every gateway
 */
public record ChangeRequest(Principal caller, ActivityContext author, Idempotency idempotency, Duration waitMax) {

    /** Creates a request that an Idempotency-Key cannot repeat. */
    public static ChangeRequest of(Principal caller, RoutingContext context) {
        return new ChangeRequest(
                caller, ActivityContext.of(caller, context), Idempotency.NONE, PreferWait.of(context.request()));
    }

    /** Returns this request with a body, repeatable by its Idempotency-Key. */
    ChangeRequest repeatable(RoutingContext context, JsonObject body) {
        return new ChangeRequest(caller, author, Idempotency.of(caller, context.request(), body), waitMax);
    }
}
