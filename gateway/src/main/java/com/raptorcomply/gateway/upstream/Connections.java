package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.edge.Cut;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpConnection;
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
final class Connections {
    private final HttpClientAgent client;
    private final HttpConnectOptions target;
    private final String authority;
    private final int connectionsMax;
    private final int waitingMax;
    private final long keepAliveNanos;
    private final Deque<Link> unused = new ArrayDeque<>();
    private final Queue<Handler<AsyncResult<Link>>> waiting = new ArrayDeque<>();
    private int open;

    /** One connection. */
    static final class Link {
        private final HttpClientConnection connection;
        private final HttpConnection transport;
        private boolean closed;
        private boolean fresh = true;
        private long unusedSinceNanos;

        /** What its handlers are set on is the connection to the node itself; Vert.x wraps it otherwise. */
        private Link(HttpClientConnection connection, Handler<Link> whenClosed) {
            this.connection = connection;
            this.transport = connection.closeHandler(gone -> {
                closed = true;
                whenClosed.handle(this);
            });
        }

        HttpClientConnection connection() {
            return connection;
        }

        /** Whether no request was sent on it before: its closing is then no sign of an old connection. */
        boolean fresh() {
            return fresh;
        }
    }

    Connections(HttpClientAgent client, Node node, UpstreamSettings settings) {
        this.client = client;
        this.authority = node.authority();
        this.target = new HttpConnectOptions()
                .setHost(node.host())
                .setPort(node.port())
                .setSsl(node.tls());
        this.connectionsMax = settings.connectionsMax();
        this.waitingMax = settings.waitingMax();
        this.keepAliveNanos = TimeUnit.MILLISECONDS.toNanos(settings.timeouts().keepAliveMillis());
    }

    /** The Host of requests on these connections. */
    String authority() {
        return authority;
    }

    /** An unused connection that seems alive; null when one has to be awaited. */
    @Nullable
    Link poll(long nowNanos) {
        for (Link link = unused.pollFirst(); link != null; link = unused.pollFirst()) {
            if (!link.closed && nowNanos - link.unusedSinceNanos < keepAliveNanos) {
                return link;
            }
            link.connection.close();
        }
        return null;
    }

    /**
     * A connection as soon as there is one.
     *
     * @return false when the queue is full and the taker will never be called
     */
    boolean await(Handler<AsyncResult<Link>> taker) {
        if (open < connectionsMax) {
            open++;
            client.connect(target).onComplete(connected -> opened(connected, taker));
            return true;
        }
        return waiting.size() < waitingMax && waiting.add(taker);
    }

    /** Takes back a connection on which request and answer have ended. */
    void release(Link link, long nowNanos) {
        link.fresh = false;
        if (link.closed) {
            return;
        }
        Handler<AsyncResult<Link>> next = waiting.poll();
        if (next != null) {
            next.handle(Future.succeededFuture(link));
        } else {
            link.unusedSinceNanos = nowNanos;
            unused.addFirst(link);
        }
    }

    /** Ends a connection whose exchange did not end well. */
    void discard(Link link) {
        Cut.connection(link.transport);
    }

    /** Ends what nobody has used for longer than the keep-alive; the oldest are last. */
    void sweep(long nowNanos) {
        for (Link link = unused.peekLast(); link != null; link = unused.peekLast()) {
            if (!link.closed && nowNanos - link.unusedSinceNanos < keepAliveNanos) {
                return;
            }
            unused.removeLast();
            link.connection.close();
        }
    }

    int open() {
        return open;
    }

    private void opened(AsyncResult<HttpClientConnection> connected, Handler<AsyncResult<Link>> taker) {
        if (connected.failed()) {
            closed();
            taker.handle(Future.failedFuture(connected.cause()));
            return;
        }
        Link link = new Link(connected.result(), gone -> {
            unused.remove(gone);
            closed();
        });
        taker.handle(Future.succeededFuture(link));
    }

    /** A place is free again: the first who waits gets a new connection. */
    private void closed() {
        open--;
        Handler<AsyncResult<Link>> next = waiting.poll();
        if (next != null) {
            await(next);
        }
    }
}
