package com.raptorcomply.keyservice.activity;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** The actor and the request of an activity entry. */
public record ActivityContext(Actor actor, String requestId) {

    public static ActivityContext of(Principal caller, RoutingContext context) {
        return new ActivityContext(caller.actor(), RequestId.of(context.request()));
    }

    /** Returns the actor as receipts name it. */
    public Receipt.Requester requester() {
        Actor user = actor.actingAs();
        return new Receipt.Requester(
                actor.kind().label(),
                actor.id(),
                actor.name(),
                user == null ? null : new Receipt.ActingAs(Objects.requireNonNull(user.id()), user.name()));
    }

    /** @param command the command that the operator has run */
    public static ActivityContext command(String command) {
        return new ActivityContext(Actor.SYSTEM, command);
    }
}
