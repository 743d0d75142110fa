package com.raptorcomply.keyservice.http;

import com.raptorcomply.keyservice.auth.Principal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** What stands behind one operation of the OpenAPI document; its kind must be the one that the document's security says. */
public sealed interface Endpoint {

    /** For keys and people. */
    @FunctionalInterface
    non-sealed interface ForCaller extends Endpoint {
        Future<ApiResponse> answer(Principal caller, RoutingContext context);
    }

    /** For gateways, by their credential. */
    @FunctionalInterface
    non-sealed interface ForGateway extends Endpoint {
        Future<ApiResponse> answer(RoutingContext context);
    }

    /** For anybody. */
    @FunctionalInterface
    non-sealed interface ForAnybody extends Endpoint {
        Future<ApiResponse> answer(RoutingContext context);
    }

    /** For gateways, by their credential; takes the whole exchange over, as a WebSocket does. */
    @FunctionalInterface
    non-sealed interface GatewayStream extends Endpoint {
        Handler<RoutingContext> handler();
    }
}
