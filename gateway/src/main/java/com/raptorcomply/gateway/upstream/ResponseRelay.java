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

/** Relays an upstream's response to the client at the pace at which the client reads. Confined to its event loop. */
final class ResponseRelay {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int FORBIDDEN = 403;
    private static final long UNKNOWN = -1;
    private static final int COPIED_BYTES_MAX = 4 * 1024;

    private final HttpExchange exchange;
    private final ForwardRequest forward;
    private final Http1Connection connection;
    private final HttpResponse from;
    private final HttpServerResponse to;
    private final ExchangeListener listener;
    private final long length;
    private long bytes;
    private boolean begun;
    private boolean headFlushed;
    private boolean paused;
    private int waiting;
    private int waitingMax;
    private long progress;
    private @Nullable Future<Void> sent;

    ResponseRelay(
            HttpExchange exchange,
            ForwardRequest forward,
            Http1Connection connection,
            HttpResponse from,
            ExchangeListener listener) {
        this.exchange = exchange;
        this.forward = forward;
        this.connection = connection;
        this.from = from;
        this.to = forward.request().response();
        this.listener = listener;
        this.length = length(from.headers().get(HttpHeaderNames.CONTENT_LENGTH));
    }

    /**
     * Sends the head without the body if the body is slow. Otherwise the head leaves with the first piece of the body
     * in one write; until then the gateway can still report an upstream that fails.
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
        listener.onResponseStart(status, status == FORBIDDEN ? from.headers().get(Problem.PERMISSION_HEADER) : null);
        to.setStatusCode(status);
        ResponseHeaderFilter.copy(from.headers().iteratorCharSequence(), to.headers());
        if (length == UNKNOWN && isChunkedToClient()) {
            to.setChunked(true);
        }
    }

    /**
     * Relays a piece of the body. The last piece of a declared length carries the end of the response. Because of that
     * a response in one piece leaves in one write. An HTTP/2 client whose window the body fills exactly also gets
     * END_STREAM: Vert.x would hold a separate frame back until the window opens, although an empty one needs no window
     * (RFC 9113 section 6.9.1).
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
            relay(piece, size, true);
            return;
        }
        exchange.touch();
        relay(piece, size, false);
    }

    /**
     * Writes a piece without copying it, and releases it when it was written. Copies a small piece if more pieces
     * follow or if HTTP/2 may hold it for long. Does not count bytes that leave at once.
     */
    private void relay(ByteBuf piece, int size, boolean last) {
        boolean copied = size <= COPIED_BYTES_MAX && (!last || forward.head().http2());
        BufferInternal buffer = copied ? BufferInternal.safeBuffer(piece) : BufferInternal.buffer(piece);
        Future<Void> written = last ? to.end(buffer) : to.write(buffer);
        sent = written;
        if (!written.isComplete()) {
            await(written, copied ? Unpooled.EMPTY_BUFFER : piece, size);
        } else if (!copied) {
            piece.release();
        }
    }

    /** Counts a piece that the client has not taken, and stops reading if there is no room for more. */
    private void await(Future<Void> written, ByteBuf piece, int size) {
        SendBuffer buffer = SendBuffer.of(forward.request().connection());
        buffer.add(size);
        waiting += size;
        written.onComplete(done -> {
            piece.release();
            buffer.remove(size);
            onWritten(size);
        });
        if (!headFlushed && forward.head().http2()) {
            Http2FlowControl.flushHead(forward.request());
        }
        headFlushed = true;
        if (buffer.room(waiting) == 0 && !to.ended()) {
            pause();
        }
    }

    private void pause() {
        paused = true;
        waitingMax = waiting;
        progress = WriteProgress.progress(forward.request());
        exchange.awaitReader();
        connection.pause();
    }

    /** Resumes reading once half of the waiting bytes have left, so that neither side stops at each piece. */
    private void onWritten(int size) {
        waiting -= size;
        if (paused && waiting <= waitingMax / 2 && !to.ended()) {
            paused = false;
            exchange.touch();
            connection.resume();
        } else if (paused) {
            exchange.awaitReader();
        }
    }

    /** Returns the bytes of this response that the client has not taken. */
    int waiting() {
        return waiting;
    }

    /** Returns true if the relay waits for the client to read. */
    boolean awaitsClient() {
        return paused;
    }

    /** Returns true if the client has taken bytes since the last call. */
    boolean hasProgressed() {
        long before = progress;
        progress = WriteProgress.progress(forward.request());
        return paused && progress != before;
    }

    void end() {
        if (!to.ended() && !to.closed()) {
            head();
            sent = to.end();
        }
        if (length == UNKNOWN && forward.request().version() == HttpVersion.HTTP_1_0 && !isBodyless()) {
            forward.request().connection().close();
        }
        Future<Void> last = sent;
        if (!exchange.finish(from, length == 0 || isBodyless())) {
            return;
        }
        if (last == null || last.succeeded()) {
            exchange.onDelivered(from, bytes);
        } else {
            SendBuffer.of(forward.request().connection()).awaitSent(forward.request(), last, this::onDelivery);
        }
    }

    private void onDelivery(ResponseDelivery delivery) {
        switch (delivery) {
            case SENT -> exchange.onDelivered(from, bytes);
            case CLIENT_GONE -> listener.onFailure(Failure.CLIENT_GONE, null, true);
            case CLIENT_STALLED -> listener.onFailure(Failure.CLIENT_SLOW, null, true);
        }
    }

    private boolean isChunkedToClient() {
        return forward.request().version() != HttpVersion.HTTP_1_0 && !isBodyless();
    }

    private boolean isBodyless() {
        int status = from.status().code();
        return status == NO_CONTENT
                || status == NOT_MODIFIED
                || HttpMethod.HEAD.equals(forward.request().method());
    }

    private static long length(@Nullable String contentLength) {
        try {
            return contentLength == null ? UNKNOWN : Long.parseLong(contentLength);
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }
}
