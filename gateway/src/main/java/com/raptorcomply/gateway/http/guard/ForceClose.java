package com.raptorcomply.gateway.http.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Closes connections at once and drops pending writes. Vert.x's own close waits until the client has taken everything,
 * which a client that reads nothing never does. Event loop only.
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

    /** Closes from the head of the pipeline, because Vert.x's close waits for pending writes. */
    public static void channel(Channel channel) {
        ChannelHandlerContext lowest = channel.pipeline().firstContext();
        if (lowest != null) {
            lowest.close();
        }
    }

    /** Aborts a response that has begun, so that the client sees that it is incomplete. */
    public static void response(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(Http2Error.CANCEL.code());
        } else {
            connection(request.connection());
        }
    }
}
