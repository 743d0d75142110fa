package com.raptorcomply.gateway.http.guard;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of answers that wait in memory for one connection's client: in its socket's queue, and with HTTP/2 also behind its
 * windows (RFC 9113 section 5.2). An answer that leaves at once is never counted. Confined to its connection's event loop.
 */
public final class SendBuffer {
    private static final AttributeKey<SendBuffer> KEY = AttributeKey.valueOf(SendBuffer.class, "connection");

    /** So many bytes are read for each answer, however many wait, so that none stands still because of others. */
    private static final int LEAST_BYTES = 4 * 1024;

    private final SendBuffers all;
    private final Channel channel;
    private int bytes;

    /** Its number in the list of all; -1 once the connection has ended or is cut. */
    int place;

    SendBuffer(SendBuffers all, Channel channel) {
        this.all = all;
        this.channel = channel;
        channel.attr(KEY).set(this);
    }

    /** The connection's own; it has one from {@link SendBuffers#watch} on. */
    public static SendBuffer of(HttpConnection connection) {
        SendBuffer buffer = connection instanceof ConnectionBase base ? of(base.channel()) : null;
        if (buffer == null) {
            throw new IllegalStateException("A connection that nobody watches");
        }
        return buffer;
    }

    static @Nullable SendBuffer of(Channel channel) {
        return channel.attr(KEY).get();
    }

    /**
     * How many bytes more may be read for an answer.
     *
     * @param waiting bytes of this answer that wait already
     */
    public int room(int waiting) {
        SendBufferLimits bounds = all.bounds();
        int free = all.scarce() ? 0 : Math.min(bounds.streamBytesMax() - waiting, bounds.connectionBytesMax() - bytes);
        return Math.max(0, Math.max(free, LEAST_BYTES - waiting));
    }

    /** Counts bytes that did not leave at once. */
    public void add(int more) {
        bytes += more;
        all.add(this, more);
    }

    /** Counts bytes that have left, or never will. */
    public void remove(int fewer) {
        bytes -= fewer;
        all.add(this, -fewer);
    }

    /**
     * Tells once when the last byte of an answer has left, or that it never will; cuts the answer when its client takes
     * nothing of it for too long.
     *
     * @param sent completes when the answer's last byte has left
     */
    public void awaitSent(HttpServerRequest request, Future<Void> sent, Consumer<ResponseDelivery> told) {
        all.unsent().await(request, sent, told);
    }

    int bytes() {
        return bytes;
    }

    Channel channel() {
        return channel;
    }
}
