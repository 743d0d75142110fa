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

/** Gives a client's body to an upstream as it comes, as fast as the upstream takes it. Confined to its event loop. */
final class RequestBodyRelay {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK_HEAD_BYTES_MAX = 10;
    private static final int LINE_END = '\r' << 8 | '\n';
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HttpExchange exchange;
    private final HttpServerRequest from;
    private final Http1Connection to;
    private final boolean chunked;
    private final BodyLimits bounds;
    private final long begunNanos = System.nanoTime();
    private long heldNanos;
    private long heldSinceNanos;
    private long bytes;
    private boolean held;
    private boolean whole;

    private RequestBodyRelay(HttpExchange exchange, ForwardRequest passage, Http1Connection to, BodyLimits bounds) {
        this.exchange = exchange;
        this.from = passage.request();
        this.to = to;
        this.chunked = passage.head().chunked();
        this.bounds = bounds;
    }

    static RequestBodyRelay begin(
            HttpExchange exchange, ForwardRequest passage, Http1Connection to, BodyLimits bounds) {
        if (passage.head().expectsContinue()) {
            passage.request().response().writeContinue();
        }
        RequestBodyRelay stream = new RequestBodyRelay(exchange, passage, to, bounds);
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
        if (bytes > bounds.bytesMax()) {
            exchange.fail(Failure.BODY_TOO_LARGE);
            return;
        }
        exchange.touch();
        ByteBuf content = ((BufferInternal) chunk).getByteBuf();
        to.send(chunked ? framed(content) : content);
        if (to.isFull()) {
            held = true;
            heldSinceNanos = System.nanoTime();
            from.pause();
        }
    }

    /** RFC 9112 section 7.1: the size in hexadecimal digits, and a line's end on either side. */
    private ByteBuf framed(ByteBuf content) {
        ByteBuf head = to.buffer(CHUNK_HEAD_BYTES_MAX);
        ByteBufUtil.writeAscii(head, Integer.toHexString(content.readableBytes()));
        head.writeShort(LINE_END);
        return Unpooled.wrappedBuffer(head, content, Unpooled.copyShort(LINE_END));
    }

    /** The upstream takes more again. */
    void resume() {
        if (held) {
            held = false;
            heldNanos += System.nanoTime() - heldSinceNanos;
            exchange.touch();
            from.resume();
        }
    }
}
