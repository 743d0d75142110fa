package com.raptorcomply.keyservice.activity;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.keyservice.access.Actor;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.ext.web.RoutingContext;

/** Who writes an entry, and in which request. */
public record Author(Actor actor, String requestId) {

    public static Author of(Caller caller, RoutingContext context) {
        return new Author(caller.actor(), RequestId.of(context.request()));
    }

    /** The same, as receipts name who asked. */
    public Receipt.Requester requester() {
        return new Receipt.Requester(actor.kind().label(), actor.id(), actor.name());
    }

    /** @param command that the operator has run */
    public static Author command(String command) {
        return new Author(Actor.SYSTEM, command);
    }
}
