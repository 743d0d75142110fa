package com.raptorcomply.keyservice.api;

import com.raptorcomply.keyservice.access.Caller;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** What stands behind one operation of the OpenAPI document; its kind must be the one that the document's security says. */
public sealed interface Endpoint {

    /** For keys and people. */
    @FunctionalInterface
    non-sealed interface ForCaller extends Endpoint {
        Future<Answer> answer(Caller caller, RoutingContext context);
    }

    /** For gateways, by their credential. */
    @FunctionalInterface
    non-sealed interface ForGateway extends Endpoint {
        Future<Answer> answer(RoutingContext context);
    }

    /** For anybody. */
    @FunctionalInterface
    non-sealed interface ForAnybody extends Endpoint {
        Future<Answer> answer(RoutingContext context);
    }

    /** For gateways, by their credential; takes the whole exchange over, as a WebSocket does. */
    @FunctionalInterface
    non-sealed interface GatewayStream extends Endpoint {
        Handler<RoutingContext> handler();
    }
}
