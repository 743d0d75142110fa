package com.raptorcomply.chassis.http.framing;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * Holds the socket on which a server listens, known from its first connection on. Any thread. Vert.x stops a server's
 * event loops before it closes this socket, so it would accept and reset connections in between; {@link #close}
 * prevents that.
 */
public final class ListeningSocket {
    private volatile @Nullable Channel socket;

    /** Remembers the socket that accepted this connection. */
    public void learn(HttpConnection connection) {
        if (socket == null && connection instanceof ConnectionBase accepted) {
            socket = accepted.channel().parent();
        }
    }

    /** Closes the socket. From then on the operating system refuses connections. */
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
