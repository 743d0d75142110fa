package com.raptorcomply.chassis.http.framing;

import com.raptorcomply.chassis.log.LogKeys;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the socket on which a server listens, known from its first connection on. Any thread. Vert.x stops a server's
 * event loops before it closes this socket, so it would accept and reset connections in between; {@link #close}
 * prevents that.
 */
public final class ListeningSocket {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningSocket.class);

    private volatile @Nullable Channel socket;

    /** Remembers the socket that accepted this connection. */
    public void learn(HttpConnection connection) {
        if (socket == null && connection instanceof ConnectionBase accepted) {
            learn(accepted.channel().parent());
        }
    }

    private synchronized void learn(Channel listening) {
        if (socket == null) {
            listening.pipeline().addLast(new AcceptFailures());
            socket = listening;
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

    /** Logs why a connection cannot be accepted, at most once a second, because Netty accepts none for a second then. */
    private static final class AcceptFailures extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.atWarn().addKeyValue(LogKeys.REASON, cause.getMessage()).log("Clients cannot connect");
        }
    }
}
