package com.raptorcomply.gateway.upstream.http1;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.net.NetClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one node: a stack of unused ones, so that few stay warm, and a bounded queue for
 * when all are in use. Vert.x's own pool is shared between loops and wraps each request; this one takes neither lock nor
 * future for a request that finds a connection. Confined to its event loop.
 */
public final class ConnectionPool {
    private final NetClient client;
    private final Endpoint node;
    private final int connectionsMax;
    private final int waitingMax;
    private final long keepAliveNanos;
    private final Deque<Http1Connection> unused = new ArrayDeque<>();
    private final Queue<Handler<AsyncResult<Http1Connection>>> waiting = new ArrayDeque<>();
    private int open;

    /**
     * @param waitingMax requests that may wait for a connection
     * @param keepAliveMillis after which an unused connection is closed
     */
    public ConnectionPool(NetClient client, Endpoint node, int connectionsMax, int waitingMax, long keepAliveMillis) {
        this.client = client;
        this.node = node;
        this.connectionsMax = connectionsMax;
        this.waitingMax = waitingMax;
        this.keepAliveNanos = TimeUnit.MILLISECONDS.toNanos(keepAliveMillis);
    }

    /** The Host of requests on these connections. */
    public String authority() {
        return node.authority();
    }

    /** An unused connection that seems alive; null when one has to be awaited, behind those who wait already. */
    @Nullable
    public Http1Connection poll(long nowNanos) {
        return waiting.isEmpty() ? unused(nowNanos) : null;
    }

    private @Nullable Http1Connection unused(long nowNanos) {
        for (Http1Connection wire = unused.pollFirst(); wire != null; wire = unused.pollFirst()) {
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
    public boolean await(Handler<AsyncResult<Http1Connection>> taker) {
        if (open < connectionsMax) {
            open++;
            Http1Connection.open(client, node).onComplete(connected -> opened(connected, taker));
            return true;
        }
        return waiting.size() < waitingMax && waiting.add(taker);
    }

    /**
     * Takes back a connection on which the node has ended the exchange, as far as HTTP can tell. Whoever waits gets it after
     * the current read, because bytes behind the answer would be taken for theirs.
     */
    public void release(Http1Connection wire, long nowNanos) {
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
        for (Http1Connection wire = waiting.isEmpty() ? null : unused(nowNanos); wire != null; ) {
            waiting.remove().handle(Future.succeededFuture(wire));
            wire = waiting.isEmpty() ? null : unused(nowNanos);
        }
    }

    /** Ends what nobody has used for longer than the keep-alive; the oldest are last. */
    public void sweep(long nowNanos) {
        for (Http1Connection wire = unused.peekLast(); wire != null; wire = unused.peekLast()) {
            if (!wire.closed() && nowNanos - wire.unusedSinceNanos() < keepAliveNanos) {
                return;
            }
            unused.removeLast();
            wire.close();
        }
    }

    private void opened(AsyncResult<Http1Connection> connected, Handler<AsyncResult<Http1Connection>> taker) {
        if (connected.failed()) {
            closed();
        } else {
            Http1Connection wire = connected.result();
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
        Handler<AsyncResult<Http1Connection>> next = waiting.poll();
        if (next != null) {
            await(next);
        }
    }
}
