package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.api.ReceiptWait;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * A request to change a restriction.
 *
 * @param waitMax for the change to be effective everywhere
 */
record ChangeRequest(Caller caller, Author author, Idempotency idempotency, Duration waitMax) {

    /** A request that cannot be repeated by an Idempotency-Key. */
    static ChangeRequest of(Caller caller, RoutingContext context) {
        return new ChangeRequest(
                caller, Author.of(caller, context), Idempotency.NONE, ReceiptWait.of(context.request()));
    }

    /** A request with this body that may be repeated. */
    ChangeRequest repeatable(RoutingContext context, JsonObject body) {
        return new ChangeRequest(caller, author, Idempotency.of(caller, context.request(), body), waitMax);
    }
}
