package com.raptorcomply.keyservice.http;

import com.raptorcomply.keyservice.auth.Principal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** The handler of one operation of the OpenAPI document. Its kind must match the operation's security scheme. */
public sealed interface Endpoint {

    /** Requires an authenticated caller: a key or a user. */
    @FunctionalInterface
    non-sealed interface ForCaller extends Endpoint {
        Future<ApiResponse> handle(Principal caller, RoutingContext context);
    }

    /** Requires the gateway credential. */
    @FunctionalInterface
    non-sealed interface ForGateway extends Endpoint {
        Future<ApiResponse> handle(RoutingContext context);
    }

    /** Requires the data service's credential. */
    @FunctionalInterface
    non-sealed interface ForDataService extends Endpoint {
        Future<ApiResponse> handle(RoutingContext context);
    }

    /** Needs no credential. */
    @FunctionalInterface
    non-sealed interface ForAnybody extends Endpoint {
        Future<ApiResponse> handle(RoutingContext context);
    }

    /** Requires the gateway credential and takes over the whole connection, as a WebSocket does. */
    @FunctionalInterface
    non-sealed interface GatewayStream extends Endpoint {
        Handler<RoutingContext> handler();
    }
}
