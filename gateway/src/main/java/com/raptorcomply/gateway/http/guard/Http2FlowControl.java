package com.raptorcomply.gateway.http.guard;

import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** What HTTP/2's flow control (RFC 9113 section 5.2) does with a request's answer. Event loop only. */
public final class Http2FlowControl {
    private Http2FlowControl() {}

    /** How many bytes the client takes of the answer before it opens its window; 0 when its stream is gone. */
    static int window(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase base) {
            Http2ConnectionHandler handler = base.channel().pipeline().get(Http2ConnectionHandler.class);
            Http2Stream stream = handler == null ? null : handler.connection().stream(request.streamId());
            return stream == null ? 0 : handler.encoder().flowController().windowSize(stream);
        }
        return 0;
    }

    /** Sends the head of an answer whose body waits for the client's window: heads are under no flow control. */
    public static void flushHead(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase base) {
            base.channel().flush();
        }
    }
}
