package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.http.guard.BodyLimits;
import com.raptorcomply.gateway.upstream.http1.Http1Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Relays a request body to the upstream at the pace at which the upstream accepts it. Confined to its event loop. */
final class RequestBodyRelay {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK_HEAD_BYTES_MAX = 10;
    private static final int LINE_END = '\r' << 8 | '\n';
    private static final long SECOND_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final HttpExchange exchange;
    private final HttpServerRequest from;
    private final Http1Connection to;
    private final boolean chunked;
    private final BodyLimits limits;
    private final long begunNanos = System.nanoTime();
    private long pausedNanos;
    private long pausedSinceNanos;
    private long bytes;
    private boolean paused;
    private boolean whole;

    private RequestBodyRelay(HttpExchange exchange, ForwardRequest forward, Http1Connection to, BodyLimits limits) {
        this.exchange = exchange;
        this.from = forward.request();
        this.to = to;
        this.chunked = forward.head().chunked();
        this.limits = limits;
    }

    static RequestBodyRelay begin(
            HttpExchange exchange, ForwardRequest forward, Http1Connection to, BodyLimits limits) {
        if (forward.head().expectsContinue()) {
            forward.request().response().writeContinue();
        }
        RequestBodyRelay relay = new RequestBodyRelay(exchange, forward, to, forward.bodies(limits));
        relay.listen();
        return relay;
    }

    /** Returns true if the relay waits for the client to send. */
    boolean awaitsClient() {
        return !whole && !paused;
    }

    /** Returns true if the client has sent too slowly. Time in which the upstream accepted nothing does not count. */
    boolean isTooSlow(long nowNanos) {
        if (!awaitsClient()) {
            return false;
        }
        // In milliseconds, because nanoseconds would overflow after 9 GB at a byte a second.
        long earnedMillis = bytes * SECOND_MILLIS / limits.bytesPerSecondMin();
        return nowNanos - begunNanos - pausedNanos > TimeUnit.MILLISECONDS.toNanos(limits.graceMillis() + earnedMillis);
    }

    private void listen() {
        from.exceptionHandler(closed -> exchange.fail(Failure.CLIENT_GONE));
        from.endHandler(v -> {
            whole = true;
            if (!exchange.ended()) {
                exchange.sent();
                if (chunked) {
                    to.send(Unpooled.wrappedBuffer(LAST_CHUNK));
                }
            }
        });
        from.handler(this::chunk);
        from.resume();
    }

    private void chunk(Buffer chunk) {
        if (exchange.ended() || chunk.length() == 0) {
            return;
        }
        bytes += chunk.length();
        if (bytes > limits.bytesMax()) {
            exchange.fail(Failure.BODY_TOO_LARGE);
            return;
        }
        exchange.touch();
        ByteBuf content = ((BufferInternal) chunk).getByteBuf();
        to.send(chunked ? framed(content) : content);
        if (to.isFull()) {
            paused = true;
            pausedSinceNanos = System.nanoTime();
            from.pause();
        }
    }

    /** Frames a chunk: the size in hexadecimal digits, and a line break on either side (RFC 9112 section 7.1). */
    private ByteBuf framed(ByteBuf content) {
        ByteBuf head = to.buffer(CHUNK_HEAD_BYTES_MAX);
        ByteBufUtil.writeAscii(head, Integer.toHexString(content.readableBytes()));
        head.writeShort(LINE_END);
        return Unpooled.wrappedBuffer(head, content, Unpooled.copyShort(LINE_END));
    }

    /** Resumes reading when the upstream accepts more. */
    void resume() {
        if (paused) {
            paused = false;
            pausedNanos += System.nanoTime() - pausedSinceNanos;
            exchange.touch();
            from.resume();
        }
    }
}
