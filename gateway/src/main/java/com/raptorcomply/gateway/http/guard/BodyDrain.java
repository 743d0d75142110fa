package com.raptorcomply.gateway.http.guard;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** The rest of a body that nobody wants any more: read and dropped, for a bounded time, so that the connection can go on. */
public final class BodyDrain {
    private static final long LINGER_MILLIS = 5_000;

    private BodyDrain() {}

    /** Event loop only. */
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
