package com.raptorcomply.gateway.upstream;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.net.NetClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one node: a stack of unused ones, so that few stay warm, and a bounded queue for
 * when all are in use. Vert.x's own pool is shared between loops and wraps each request; this one takes neither lock nor
 * future for a request that finds a connection. Confined to its event loop.
 */
final class Connections {
    private final NetClient client;
    private final Node node;
    private final int connectionsMax;
    private final int waitingMax;
    private final long keepAliveNanos;
    private final Deque<Wire> unused = new ArrayDeque<>();
    private final Queue<Handler<AsyncResult<Wire>>> waiting = new ArrayDeque<>();
    private int open;

    Connections(NetClient client, Node node, UpstreamConfig settings) {
        this.client = client;
        this.node = node;
        this.connectionsMax = settings.connectionsMax();
        this.waitingMax = settings.waitingMax();
        this.keepAliveNanos = settings.keepAlive().toNanos();
    }

    /** The Host of requests on these connections. */
    String authority() {
        return node.authority();
    }

    /** An unused connection that seems alive; null when one has to be awaited, behind those who wait already. */
    @Nullable
    Wire poll(long nowNanos) {
        return waiting.isEmpty() ? unused(nowNanos) : null;
    }

    private @Nullable Wire unused(long nowNanos) {
        for (Wire wire = unused.pollFirst(); wire != null; wire = unused.pollFirst()) {
            if (!wire.closed() && nowNanos - wire.unusedSinceNanos() < keepAliveNanos) {
                return wire;
            }
            wire.close();
        }
        return null;
    }

    /**
     * A connection as soon as there is one.
     *
     * @return false when the queue is full and the taker will never be called
     */
    boolean await(Handler<AsyncResult<Wire>> taker) {
        if (open < connectionsMax) {
            open++;
            Wire.open(client, node).onComplete(connected -> opened(connected, taker));
            return true;
        }
        return waiting.size() < waitingMax && waiting.add(taker);
    }

    /**
     * Takes back a connection on which the node has ended the exchange, as far as HTTP can tell. Whoever waits gets it after
     * the current read, because bytes behind the answer would be taken for theirs.
     */
    void release(Wire wire, long nowNanos) {
        wire.rest(nowNanos);
        if (wire.closed()) {
            return;
        }
        unused.addFirst(wire);
        if (!waiting.isEmpty()) {
            wire.afterRead(() -> serveWaiting(nowNanos));
        }
    }

    private void serveWaiting(long nowNanos) {
        for (Wire wire = waiting.isEmpty() ? null : unused(nowNanos); wire != null; ) {
            waiting.remove().handle(Future.succeededFuture(wire));
            wire = waiting.isEmpty() ? null : unused(nowNanos);
        }
    }

    /** Ends what nobody has used for longer than the keep-alive; the oldest are last. */
    void sweep(long nowNanos) {
        for (Wire wire = unused.peekLast(); wire != null; wire = unused.peekLast()) {
            if (!wire.closed() && nowNanos - wire.unusedSinceNanos() < keepAliveNanos) {
                return;
            }
            unused.removeLast();
            wire.close();
        }
    }

    private void opened(AsyncResult<Wire> connected, Handler<AsyncResult<Wire>> taker) {
        if (connected.failed()) {
            closed();
        } else {
            Wire wire = connected.result();
            wire.whenLost(() -> {
                unused.remove(wire);
                closed();
            });
        }
        taker.handle(connected);
    }

    /** A place is free again: the first who waits gets a new connection. */
    private void closed() {
        open--;
        Handler<AsyncResult<Wire>> next = waiting.poll();
        if (next != null) {
            await(next);
        }
    }
}
