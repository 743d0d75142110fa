package com.raptorcomply.gateway.http.guard;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Reads and drops the rest of a request body for a bounded time, so that the client gets the response before the body ends. */
public final class BodyDrain {
    private static final long LINGER_MILLIS = 5_000;

    private BodyDrain() {}

    /** Drops the rest of the body, and closes the connection if the body has not ended after 5 s. Event loop only. */
    public static void drop(HttpServerRequest request) {
        drop(request, () -> {});
    }

    /**
     * Closes the connection after the response when the client has sent the rest of the body, at the latest after 5 s.
     * Closing earlier would reset the connection, and a client that still sends would lose the response (RFC 9112 section
     * 9.6). Event loop only.
     */
    public static void close(HttpServerRequest request) {
        if (request.isEnded()) {
            request.connection().close();
        } else {
            drop(request, request.connection()::close);
        }
    }

    private static void drop(HttpServerRequest request, Runnable ended) {
        request.handler(dropped -> {}).endHandler(end -> ended.run()).resume();
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
