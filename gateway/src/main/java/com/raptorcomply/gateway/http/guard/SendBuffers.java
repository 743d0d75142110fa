package com.raptorcomply.gateway.http.guard;

import com.raptorcomply.gateway.http.PerLoopCounter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The send buffers of one event loop's connections. Half full, they leave each answer the least room; full, the connection for
 * which most waits is cut, so that clients that do not read take no memory from those that do. Confined to its event loop.
 */
public final class SendBuffers {
    private final SendBufferLimits bounds;
    private final PerLoopCounter.Part bytes;
    private final LongAdder cut;
    private final UnsentResponses unsent;
    private final List<SendBuffer> connections = new ArrayList<>();
    private boolean cutting;

    /**
     * Those of one event loop.
     *
     * @param bounds {@code bytesMax} being this event loop's part
     * @param bytes that wait
     * @param cut counts the connections that are cut because all together are full
     */
    public SendBuffers(SendBufferLimits bounds, PerLoopCounter.Part bytes, LongAdder cut) {
        this.bounds = bounds;
        this.bytes = bytes;
        this.cut = cut;
        this.unsent = new UnsentResponses(bounds.stalledMillis());
    }

    /** From its first byte on. */
    public void watch(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            SendBuffer buffer = new SendBuffer(this, base.channel());
            buffer.place = connections.size();
            connections.add(buffer);
            base.channel().closeFuture().addListener(closed -> forget(buffer));
        }
    }

    /** How often {@link #tick()} is to be called. */
    public long tickMillis() {
        return unsent.tickMillis();
    }

    /** Cuts answers of which their clients take nothing. */
    public void tick() {
        unsent.tick();
    }

    SendBufferLimits bounds() {
        return bounds;
    }

    UnsentResponses unsent() {
        return unsent;
    }

    boolean scarce() {
        return bytes.value() > bounds.bytesMax() / 2;
    }

    /** What an ended connection still had counts no more. */
    void add(SendBuffer of, int change) {
        if (of.place < 0) {
            return;
        }
        bytes.add(change);
        if (bytes.value() > bounds.bytesMax() && !cutting) {
            cutting = true;
            of.channel().eventLoop().execute(this::cutFullest);
        }
    }

    /** Not while one of them is being written to, because writes that fail tell so at once. */
    private void cutFullest() {
        cutting = false;
        while (bytes.value() > bounds.bytesMax() && !connections.isEmpty()) {
            SendBuffer fullest = connections.get(0);
            for (SendBuffer each : connections) {
                fullest = each.bytes() > fullest.bytes() ? each : fullest;
            }
            forget(fullest);
            cut.increment();
            ForceClose.channel(fullest.channel());
        }
    }

    /** The last one gets its place. */
    private void forget(SendBuffer gone) {
        if (gone.place < 0) {
            return;
        }
        SendBuffer last = connections.remove(connections.size() - 1);
        if (last != gone) {
            connections.set(gone.place, last);
            last.place = gone.place;
        }
        gone.place = -1;
        bytes.add(-gone.bytes());
    }
}
