package com.raptorcomply.chassis.http.framing;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends an HTTP/1 connection of a server that drains: a response whose header is sent from then on has {@code Connection:
 * close}, and the connection closes after it (RFC 9112 section 9.6). A request that came before the server drained may get
 * its response later, so the header is the last moment to tell the client. Event loop of the connection.
 */
final class DrainedConnection extends ChannelDuplexHandler {
    private static final String ENCODER = "httpEncoder";

    private final AtomicBoolean draining;
    private boolean requestIncomplete;
    private boolean isLast;

    private DrainedConnection(AtomicBoolean draining) {
        this.draining = draining;
    }

    /** Installs the handler on an HTTP/1 connection; an HTTP/2 connection says by itself when it ends. */
    static void install(HttpConnection connection, AtomicBoolean draining) {
        if (connection instanceof ConnectionBase accepted) {
            ChannelPipeline pipeline = accepted.channel().pipeline();
            if (pipeline.get(ENCODER) != null) {
                pipeline.addAfter(ENCODER, "drainedConnection", new DrainedConnection(draining));
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        if (message instanceof HttpRequest) {
            requestIncomplete = true;
        }
        if (message instanceof LastHttpContent) {
            requestIncomplete = false;
        }
        channel.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext channel, Object message, ChannelPromise promise) {
        if (draining.get()
                && message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            isLast = true;
        }
        // While a request is still sent, closing would reset the connection before the client has read the response.
        boolean closes = isLast && message instanceof LastHttpContent && !requestIncomplete;
        channel.write(message, closes ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise);
    }
}
