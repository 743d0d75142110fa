package com.raptorcomply.gateway.edge;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** The rest of a body that nobody wants any more: read and dropped, for a bounded time, so that the connection can go on. */
public final class UnreadBody {
    private static final long LINGER_MILLIS = 5_000;

    private UnreadBody() {}

    /** Event loop only. */
    public static void drop(HttpServerRequest request) {
        request.handler(dropped -> {}).endHandler(end -> {}).resume();
        Context context = Vertx.currentContext();
        if (!request.isEnded() && context != null) {
            context.owner().setTimer(LINGER_MILLIS, id -> {
                if (!request.isEnded()) {
                    Cut.connection(request.connection());
                }
            });
        }
    }
}
