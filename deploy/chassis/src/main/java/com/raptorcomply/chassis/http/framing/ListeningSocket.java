package com.raptorcomply.chassis.http.framing;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * The socket on which a server listens, known from the first connection on. Vert.x gives up the event loops of a server before
 * it closes this socket, so connections that come in between would be accepted and reset. Any thread.
 */
public final class ListeningSocket {
    private volatile @Nullable Channel socket;

    /** Keeps the socket that has accepted this connection. */
    public void learn(HttpConnection connection) {
        if (socket == null && connection instanceof ConnectionBase accepted) {
            socket = accepted.channel().parent();
        }
    }

    /** From its end on connections are refused. */
    public Future<Void> close() {
        Channel known = socket;
        if (known == null) {
            return Future.succeededFuture();
        }
        Promise<Void> closed = Promise.promise();
        known.close().addListener(done -> closed.complete());
        return closed.future();
    }
}
