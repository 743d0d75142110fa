package com.raptorcomply.gateway.http.guard;

import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** Accesses HTTP/2's flow control (RFC 9113 section 5.2) of a response. Event loop only. */
public final class Http2FlowControl {
    private Http2FlowControl() {}

    /** Returns how many bytes the window of the client's stream admits now; 0 if the stream is gone. */
    static int window(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase base) {
            Http2ConnectionHandler handler = base.channel().pipeline().get(Http2ConnectionHandler.class);
            Http2Stream stream = handler == null ? null : handler.connection().stream(request.streamId());
            return stream == null ? 0 : handler.encoder().flowController().windowSize(stream);
        }
        return 0;
    }

    /** Sends the head of a response whose body waits for the client's window, because HEADERS frames need no window. */
    public static void flushHead(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase base) {
            base.channel().flush();
        }
    }
}
