package com.raptorcomply.gateway.upstream;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.gateway.http.ResponseHeaderFilter;
import com.raptorcomply.gateway.http.guard.Http2FlowControl;
import com.raptorcomply.gateway.http.guard.ResponseDelivery;
import com.raptorcomply.gateway.http.guard.SendBuffer;
import com.raptorcomply.gateway.http.guard.WriteProgress;
import com.raptorcomply.gateway.upstream.http1.Http1Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/** Gives an upstream's answer to the client as it comes, as fast as the client reads. Confined to its event loop. */
final class ResponseRelay {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String STAMP_CHALLENGE = "TenantStamp";
    private static final long UNKNOWN = -1;
    private static final int COPIED_BYTES_MAX = 4 * 1024;

    private final HttpExchange exchange;
    private final ForwardRequest passage;
    private final Http1Connection wire;
    private final HttpResponse from;
    private final HttpServerResponse to;
    private final ExchangeListener listener;
    private final long length;
    private long bytes;
    private boolean begun;
    private boolean headLeaves;
    private boolean held;
    private int waiting;
    private int waitingMax;
    private long progress;
    private @Nullable Future<Void> sent;

    private ResponseRelay(
            HttpExchange exchange,
            ForwardRequest passage,
            Http1Connection wire,
            HttpResponse from,
            ExchangeListener listener) {
        this.exchange = exchange;
        this.passage = passage;
        this.wire = wire;
        this.from = from;
        this.to = passage.request().response();
        this.listener = listener;
        this.length = length(from.headers().get(HttpHeaderNames.CONTENT_LENGTH));
    }

    /** Null when the answer was not one that may be given on, and the exchange has failed. */
    static @Nullable ResponseRelay begin(
            HttpExchange exchange,
            ForwardRequest passage,
            Http1Connection wire,
            HttpResponse from,
            ExchangeListener listener) {
        if (refusesStamp(from)) {
            exchange.fail(Failure.STAMP_REFUSED);
            return null;
        }
        return new ResponseRelay(exchange, passage, wire, from, listener);
    }

    /**
     * The head alone, for an answer whose body lets itself be waited for. Otherwise it leaves with the first piece of the
     * body, in one write; until then an upstream that breaks off can be told from one that has answered.
     */
    void sendHead() {
        if (begun || to.closed() || to.ended() || (length == UNKNOWN && !isChunkedToClient())) {
            return;
        }
        head();
        to.writeHead();
    }

    private void head() {
        if (begun) {
            return;
        }
        begun = true;
        int status = from.status().code();
        listener.answering(status, status == FORBIDDEN ? from.headers().get(Problem.PERMISSION_HEADER) : null);
        to.setStatusCode(status);
        ResponseHeaderFilter.copy(from.headers().iteratorCharSequence(), to.headers());
        if (length == UNKNOWN && isChunkedToClient()) {
            to.setChunked(true);
        }
    }

    /**
     * Relays a piece of the body. The last piece of a declared length carries the end of the response with it. Because of that a
     * response in one piece leaves in one write, and an HTTP/2 client whose window the body fills exactly gets END_STREAM: Vert.x
     * keeps a frame of its own back until the window opens, although an empty one needs no window (RFC 9113 section 6.9.1).
     */
    void piece(ByteBuf piece) {
        if (to.ended()) {
            piece.release();
            return;
        }
        head();
        int size = piece.readableBytes();
        bytes += size;
        if (bytes == length) {
            give(piece, size, true);
            return;
        }
        exchange.touch();
        give(piece, size, false);
    }

    /**
     * A piece goes on as it came, and is given back to its pool when it has been written; a small one that others follow, or
     * that HTTP/2 may keep for long, is copied. What leaves at once is not counted.
     */
    private void give(ByteBuf piece, int size, boolean last) {
        boolean copied = size <= COPIED_BYTES_MAX && (!last || passage.head().http2());
        BufferInternal buffer = copied ? BufferInternal.safeBuffer(piece) : BufferInternal.buffer(piece);
        Future<Void> written = last ? to.end(buffer) : to.write(buffer);
        sent = written;
        if (!written.isComplete()) {
            await(written, copied ? Unpooled.EMPTY_BUFFER : piece, size);
        } else if (!copied) {
            piece.release();
        }
    }

    /** The client has not taken a piece yet: nothing more is read than there is room for. */
    private void await(Future<Void> written, ByteBuf piece, int size) {
        SendBuffer buffer = SendBuffer.of(passage.request().connection());
        buffer.add(size);
        waiting += size;
        written.onComplete(done -> {
            piece.release();
            buffer.remove(size);
            left(size);
        });
        if (!headLeaves && passage.head().http2()) {
            Http2FlowControl.flushHead(passage.request());
        }
        headLeaves = true;
        if (buffer.room(waiting) == 0 && !to.ended()) {
            hold();
        }
    }

    private void hold() {
        held = true;
        waitingMax = waiting;
        progress = WriteProgress.progress(passage.request());
        exchange.awaitReader();
        wire.pause();
    }

    /** Goes on once half of what waited has left, so that neither side stops at each piece. */
    private void left(int size) {
        waiting -= size;
        if (held && waiting <= waitingMax / 2 && !to.ended()) {
            held = false;
            exchange.touch();
            wire.resume();
        } else if (held) {
            exchange.awaitReader();
        }
    }

    /** The bytes of it that its client has not taken yet. */
    int waiting() {
        return waiting;
    }

    /** Whether it is the client who could go on. */
    boolean awaitsClient() {
        return held;
    }

    /** Whether the client has taken anything since this was asked last. */
    boolean movedOn() {
        long before = progress;
        progress = WriteProgress.progress(passage.request());
        return held && progress != before;
    }

    void end() {
        if (!to.ended() && !to.closed()) {
            head();
            sent = to.end();
        }
        if (length == UNKNOWN && passage.request().version() == HttpVersion.HTTP_1_0 && !isBodyless()) {
            passage.request().connection().close();
        }
        Future<Void> last = sent;
        if (!exchange.finish(from, length == 0 || isBodyless())) {
            return;
        }
        if (last == null || last.succeeded()) {
            exchange.answered(from, bytes);
        } else {
            SendBuffer.of(passage.request().connection()).awaitSent(passage.request(), last, this::departed);
        }
    }

    private void departed(ResponseDelivery departure) {
        switch (departure) {
            case SENT -> exchange.answered(from, bytes);
            case CLIENT_GONE -> listener.failed(Failure.CLIENT_GONE, null, true);
            case CLIENT_STALLED -> listener.failed(Failure.CLIENT_SLOW, null, true);
        }
    }

    private boolean isChunkedToClient() {
        return passage.request().version() != HttpVersion.HTTP_1_0 && !isBodyless();
    }

    private boolean isBodyless() {
        int status = from.status().code();
        return status == NO_CONTENT
                || status == NOT_MODIFIED
                || HttpMethod.HEAD.equals(passage.request().method());
    }

    private static boolean refusesStamp(HttpResponse response) {
        if (response.status().code() != UNAUTHORIZED) {
            return false;
        }
        String challenge = response.headers().get("WWW-Authenticate");
        return challenge != null && challenge.startsWith(STAMP_CHALLENGE);
    }

    private static long length(@Nullable String contentLength) {
        try {
            return contentLength == null ? UNKNOWN : Long.parseLong(contentLength);
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }
}
