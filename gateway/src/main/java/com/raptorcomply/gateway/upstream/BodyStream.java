package com.raptorcomply.gateway.upstream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;

/** Gives a client's body to an upstream as it comes, as fast as the upstream takes it. Confined to its event loop. */
final class BodyStream {
    private final Exchange exchange;
    private final HttpServerRequest from;
    private final HttpClientRequest to;
    private final long bytesMax;
    private long bytes;

    private BodyStream(Exchange exchange, HttpServerRequest from, HttpClientRequest to, long bytesMax) {
        this.exchange = exchange;
        this.from = from;
        this.to = to;
        this.bytesMax = bytesMax;
    }

    static void begin(Exchange exchange, Passage passage, HttpClientRequest to, long bytesMax) {
        if (passage.head().chunked()) {
            to.setChunked(true);
        }
        if (passage.head().expectsContinue()) {
            passage.request().response().writeContinue();
        }
        new BodyStream(exchange, passage.request(), to, bytesMax).listen();
    }

    private void listen() {
        from.exceptionHandler(closed -> exchange.fail(Failure.CLIENT_GONE));
        from.endHandler(v -> {
            if (!exchange.ended()) {
                exchange.sent();
                to.end();
            }
        });
        from.handler(this::chunk);
        from.resume();
    }

    private void chunk(Buffer chunk) {
        if (exchange.ended()) {
            return;
        }
        bytes += chunk.length();
        if (bytes > bytesMax) {
            exchange.fail(Failure.BODY_TOO_LARGE);
            return;
        }
        exchange.touch();
        to.write(chunk);
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(v -> from.resume());
        }
    }
}
