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
 * Counts the response bytes that wait in memory for one connection's client. They wait in the socket's queue, and with
 * HTTP/2 also behind the windows (RFC 9113 section 5.2). Bytes that leave at once are never counted. Confined to its
 * connection's event loop.
 */
public final class SendBuffer {
    private static final AttributeKey<SendBuffer> KEY = AttributeKey.valueOf(SendBuffer.class, "connection");

    /** Each response may buffer this much however full the buffer is, so that other responses cannot stop it. */
    private static final int RESPONSE_BYTES_MIN = 4 * 1024;

    private final SendBuffers owner;
    private final Channel channel;
    private int bytes;

    /** Index in the list of all connections; -1 once the connection has ended or was closed. */
    int index;

    SendBuffer(SendBuffers owner, Channel channel) {
        this.owner = owner;
        this.channel = channel;
        channel.attr(KEY).set(this);
    }

    /**
     * Returns the buffer of a connection, which exists from {@link SendBuffers#watch} on.
     *
     * @throws IllegalStateException if the connection has none
     */
    public static SendBuffer of(HttpConnection connection) {
        SendBuffer buffer = connection instanceof ConnectionBase base ? of(base.channel()) : null;
        if (buffer == null) {
            throw new IllegalStateException("The connection has no send buffer");
        }
        return buffer;
    }

    static @Nullable SendBuffer of(Channel channel) {
        return channel.attr(KEY).get();
    }

    /**
     * Returns how many more bytes may be read for a response.
     *
     * @param waiting bytes of this response that wait already
     */
    public int room(int waiting) {
        SendBufferLimits limits = owner.limits();
        int free =
                owner.scarce() ? 0 : Math.min(limits.streamBytesMax() - waiting, limits.connectionBytesMax() - bytes);
        return Math.max(0, Math.max(free, RESPONSE_BYTES_MIN - waiting));
    }

    /** Counts bytes that did not leave at once. */
    public void add(int more) {
        bytes += more;
        owner.add(this, more);
    }

    /** Uncounts bytes that have left or never will. */
    public void remove(int fewer) {
        bytes -= fewer;
        owner.add(this, -fewer);
    }

    /**
     * Reports once whether the last byte of a response has left; aborts the response if its client reads nothing for
     * too long.
     *
     * @param sent completes when the last byte of the response has left
     * @param callback called once, on the event loop
     */
    public void awaitSent(HttpServerRequest request, Future<Void> sent, Consumer<ResponseDelivery> callback) {
        owner.unsent().await(request, sent, callback);
    }

    int bytes() {
        return bytes;
    }

    Channel channel() {
        return channel;
    }
}
