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
 * Pools one event loop's connections to one endpoint. Unused connections form a stack, so that few stay warm; requests
 * queue, within a bound, when all are in use. Vert.x's pool is shared between event loops and wraps each request; this
 * one needs neither a lock nor a future if a connection is unused. Confined to its event loop.
 */
public final class ConnectionPool {
    private final NetClient client;
    private final Endpoint endpoint;
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
    public ConnectionPool(
            NetClient client, Endpoint endpoint, int connectionsMax, int waitingMax, long keepAliveMillis) {
        this.client = client;
        this.endpoint = endpoint;
        this.connectionsMax = connectionsMax;
        this.waitingMax = waitingMax;
        this.keepAliveNanos = TimeUnit.MILLISECONDS.toNanos(keepAliveMillis);
    }

    public String authority() {
        return endpoint.authority();
    }

    /**
     * Takes an unused connection that seems alive.
     *
     * @return null if the caller must {@link #await} one behind earlier requests
     */
    @Nullable
    public Http1Connection poll(long nowNanos) {
        return waiting.isEmpty() ? unused(nowNanos) : null;
    }

    private @Nullable Http1Connection unused(long nowNanos) {
        for (Http1Connection connection = unused.pollFirst(); connection != null; connection = unused.pollFirst()) {
            if (!connection.closed() && nowNanos - connection.unusedSinceNanos() < keepAliveNanos) {
                return connection;
            }
            connection.close();
        }
        return null;
    }

    /**
     * Passes a connection to the taker as soon as one is available.
     *
     * @return false if the queue is full; the taker is then never called
     */
    public boolean await(Handler<AsyncResult<Http1Connection>> taker) {
        if (open < connectionsMax) {
            open++;
            Http1Connection.open(client, endpoint).onComplete(connected -> opened(connected, taker));
            return true;
        }
        return waiting.size() < waitingMax && waiting.add(taker);
    }

    /**
     * Takes back a connection whose exchange the endpoint has finished, as far as HTTP can tell. A waiting request gets
     * it only after the current read, because surplus bytes after the response would be taken for the next response.
     */
    public void release(Http1Connection connection, long nowNanos) {
        connection.markIdle(nowNanos);
        if (connection.closed()) {
            return;
        }
        unused.addFirst(connection);
        if (!waiting.isEmpty()) {
            connection.afterRead(() -> serveWaiting(nowNanos));
        }
    }

    private void serveWaiting(long nowNanos) {
        for (Http1Connection connection = waiting.isEmpty() ? null : unused(nowNanos); connection != null; ) {
            waiting.remove().handle(Future.succeededFuture(connection));
            connection = waiting.isEmpty() ? null : unused(nowNanos);
        }
    }

    /** Closes connections unused for longer than the keep-alive time; the oldest are last. */
    public void closeIdle(long nowNanos) {
        for (Http1Connection connection = unused.peekLast(); connection != null; connection = unused.peekLast()) {
            if (!connection.closed() && nowNanos - connection.unusedSinceNanos() < keepAliveNanos) {
                return;
            }
            unused.removeLast();
            connection.close();
        }
    }

    private void opened(AsyncResult<Http1Connection> connected, Handler<AsyncResult<Http1Connection>> taker) {
        if (connected.failed()) {
            closed();
        } else {
            Http1Connection connection = connected.result();
            connection.onClose(() -> {
                unused.remove(connection);
                closed();
            });
        }
        taker.handle(connected);
    }

    /** Frees a place and connects for the first waiting request. */
    private void closed() {
        open--;
        Handler<AsyncResult<Http1Connection>> next = waiting.poll();
        if (next != null) {
            await(next);
        }
    }
}
