package com.raptorcomply.gateway.http.guard;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Reads and drops the rest of a request body for a bounded time, so that the connection can be used again. */
public final class BodyDrain {
    private static final long LINGER_MILLIS = 5_000;

    private BodyDrain() {}

    /** Drops the rest of the body, and closes the connection if the body has not ended after 5 s. Event loop only. */
    public static void drop(HttpServerRequest request) {
        request.handler(dropped -> {}).endHandler(end -> {}).resume();
        Context context = Vertx.currentContext();
        if (!request.isEnded() && context != null) {
            context.owner().setTimer(LINGER_MILLIS, id -> {
                if (!request.isEnded()) {
                    ForceClose.connection(request.connection());
                }
            });
        }
    }
}
