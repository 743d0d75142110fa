package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.edge.BodyBounds;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/** Gives a client's body to an upstream as it comes, as fast as the upstream takes it. Confined to its event loop. */
final class BodyStream {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Exchange exchange;
    private final HttpServerRequest from;
    private final HttpClientRequest to;
    private final BodyBounds bounds;
    private final long begunNanos = System.nanoTime();
    private long heldNanos;
    private long heldSinceNanos;
    private long bytes;
    private boolean held;
    private boolean whole;

    private BodyStream(Exchange exchange, HttpServerRequest from, HttpClientRequest to, BodyBounds bounds) {
        this.exchange = exchange;
        this.from = from;
        this.to = to;
        this.bounds = bounds;
    }

    static BodyStream begin(Exchange exchange, Passage passage, HttpClientRequest to, BodyBounds bounds) {
        if (passage.head().chunked()) {
            to.setChunked(true);
        }
        if (passage.head().expectsContinue()) {
            passage.request().response().writeContinue();
        }
        BodyStream stream = new BodyStream(exchange, passage.request(), to, bounds);
        stream.listen();
        return stream;
    }

    /** Whether it is the client who could go on. */
    boolean awaitsClient() {
        return !whole && !held;
    }

    /** Whether the client has sent less than it should have by now; the time in which the upstream took nothing is not its own. */
    boolean isTooSlow(long nowNanos) {
        if (!awaitsClient()) {
            return false;
        }
        long earnedNanos = bytes * (SECOND_NANOS / bounds.bytesPerSecondMin());
        return nowNanos - begunNanos - heldNanos > TimeUnit.MILLISECONDS.toNanos(bounds.graceMillis()) + earnedNanos;
    }

    private void listen() {
        from.exceptionHandler(closed -> exchange.fail(Failure.CLIENT_GONE));
        from.endHandler(v -> {
            whole = true;
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
        if (bytes > bounds.bytesMax()) {
            exchange.fail(Failure.BODY_TOO_LARGE);
            return;
        }
        exchange.touch();
        to.write(chunk);
        if (to.writeQueueFull()) {
            hold();
        }
    }

    private void hold() {
        held = true;
        heldSinceNanos = System.nanoTime();
        from.pause();
        to.drainHandler(v -> {
            held = false;
            heldNanos += System.nanoTime() - heldSinceNanos;
            exchange.touch();
            from.resume();
        });
    }
}
