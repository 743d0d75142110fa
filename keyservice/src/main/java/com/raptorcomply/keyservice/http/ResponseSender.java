package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.problem.Problems;
import com.raptorcomply.chassis.service.Repeat;
import com.raptorcomply.keyservice.http.ApiResponse.Portions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Sends the response of an endpoint, unless the client has left. */
final class ResponseSender {
    private ResponseSender() {}

    static void send(RoutingContext context, ApiResponse apiResponse) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(apiResponse.status()).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (apiResponse.body().length() > 0) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        apiResponse.headers().forEach(response::putHeader);
        apiResponse.cookies().forEach(cookie -> response.headers().add(HttpHeaders.SET_COOKIE, cookie.encode()));
        Portions rest = apiResponse.rest();
        if (rest == null) {
            response.end(apiResponse.body());
        } else {
            response.setChunked(true)
                    .write(apiResponse.body())
                    .compose(sent -> stream(response, rest))
                    .onFailure(failure -> {
                        if (!response.closed()) {
                            // Resets the response, so that the client sees that the body is incomplete.
                            Problems.send(context.request(), failure);
                        }
                    });
        }
    }

    /** Sends the portions. Each one is built once the client has taken the one before. */
    private static Future<Void> stream(HttpServerResponse response, Portions rest) {
        return Repeat.whileTrue(() -> rest.next()
                .compose(portion -> portion.isEmpty()
                        ? response.end().map(false)
                        : response.write(portion.get()).map(true)));
    }
}
