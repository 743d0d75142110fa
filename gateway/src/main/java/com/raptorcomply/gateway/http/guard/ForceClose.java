package com.raptorcomply.gateway.http.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Ends connections at once, with whatever was still to be written to them. Vert.x's own close first waits until the other side
 * has taken everything, which one that reads nothing never does. Event loop only.
 */
public final class ForceClose {
    private ForceClose() {}

    public static void connection(HttpConnection connection) {
        if (connection instanceof ConnectionBase channel) {
            channel(channel.channel());
        } else {
            connection.close();
        }
    }

    /** Below all handlers: Vert.x's own would turn it into a close that waits. */
    public static void channel(Channel channel) {
        ChannelHandlerContext lowest = channel.pipeline().firstContext();
        if (lowest != null) {
            lowest.close();
        }
    }

    /** Ends an answer that has begun so that its client sees that it is not whole. */
    public static void answer(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(Http2Error.CANCEL.code());
        } else {
            connection(request.connection());
        }
    }
}
