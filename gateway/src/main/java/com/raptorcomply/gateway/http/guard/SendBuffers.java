package com.raptorcomply.gateway.http.guard;

import com.raptorcomply.gateway.http.PerLoopCounter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Holds the send buffers of one event loop's connections. If they are half full, each response gets the least room. If
 * they are full, the connection with the most waiting bytes is closed, because clients that do not read must not take
 * memory from others. Confined to its event loop.
 */
public final class SendBuffers {
    private final SendBufferLimits limits;
    private final PerLoopCounter.Part bytes;
    private final LongAdder closed;
    private final UnsentResponses unsent;
    private final List<SendBuffer> connections = new ArrayList<>();
    private boolean closing;

    /**
     * @param limits with {@code bytesMax} as this event loop's part
     * @param bytes number of waiting bytes, kept by this object
     * @param closed counts the connections that are closed because the buffers are full
     */
    public SendBuffers(SendBufferLimits limits, PerLoopCounter.Part bytes, LongAdder closed) {
        this.limits = limits;
        this.bytes = bytes;
        this.closed = closed;
        this.unsent = new UnsentResponses(limits.stalledMillis());
    }

    /** Counts a connection's bytes. Must be called before the first byte is written. */
    public void watch(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            SendBuffer buffer = new SendBuffer(this, base.channel());
            buffer.index = connections.size();
            connections.add(buffer);
            base.channel().closeFuture().addListener(done -> forget(buffer));
        }
    }

    /** Returns the interval at which {@link #tick()} must be called. */
    public long tickMillis() {
        return unsent.tickMillis();
    }

    /** Aborts responses of which the clients read nothing. */
    public void tick() {
        unsent.tick();
    }

    SendBufferLimits limits() {
        return limits;
    }

    UnsentResponses unsent() {
        return unsent;
    }

    boolean scarce() {
        return bytes.value() > limits.bytesMax() / 2;
    }

    /** Changes the count. Bytes of an ended connection were uncounted when it ended. */
    void add(SendBuffer of, int change) {
        if (of.index < 0) {
            return;
        }
        bytes.add(change);
        if (bytes.value() > limits.bytesMax() && !closing) {
            closing = true;
            of.channel().eventLoop().execute(this::closeFullest);
        }
    }

    /**
     * Closes connections until the rest fits. Runs apart from any write, because closing fails pending writes
     * synchronously.
     */
    private void closeFullest() {
        closing = false;
        while (bytes.value() > limits.bytesMax() && !connections.isEmpty()) {
            SendBuffer fullest = connections.get(0);
            for (SendBuffer each : connections) {
                fullest = each.bytes() > fullest.bytes() ? each : fullest;
            }
            forget(fullest);
            closed.increment();
            ForceClose.channel(fullest.channel());
        }
    }

    /** Removes a connection; the last one in the list takes its index. */
    private void forget(SendBuffer ended) {
        if (ended.index < 0) {
            return;
        }
        SendBuffer last = connections.remove(connections.size() - 1);
        if (last != ended) {
            connections.set(ended.index, last);
            last.index = ended.index;
        }
        ended.index = -1;
        bytes.add(-ended.bytes());
    }
}
