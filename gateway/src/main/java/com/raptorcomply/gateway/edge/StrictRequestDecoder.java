package com.raptorcomply.gateway.edge;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Vert.x's own request decoder, which also refuses a message with both Transfer-Encoding and Content-Length (RFC 9112
 * section 6.1; Netty drops the length and nobody can tell any more), a field name without a character, and a version that is
 * not spoken here. What it refuses reaches the server's invalid-request handler, and the connection ends with the answer.
 */
public final class StrictRequestDecoder extends VertxHttpRequestDecoder {
    private static final String DECODER = "httpDecoder";

    private StrictRequestDecoder(HttpServerOptions options) {
        super(options);
    }

    /** Puts itself into the place of Vert.x's decoder, before the connection has read a byte. Event loop only. */
    public static void install(HttpConnection connection, HttpServerOptions options) {
        if (connection instanceof ConnectionBase channel) {
            ChannelPipeline pipeline = channel.channel().pipeline();
            if (pipeline.get(DECODER) != null) {
                pipeline.replace(DECODER, DECODER, new StrictRequestDecoder(options));
            }
        }
    }

    /** A version that is not spoken here; it has no clear syntax either (RFC 9112 section 2.3). */
    public static final class UnsupportedVersionException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private UnsupportedVersionException() {
            super("Neither HTTP/1.0 nor HTTP/1.1");
        }
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        if (!initialLine[2].equals("HTTP/1.1") && !initialLine[2].equals("HTTP/1.0")) {
            throw new UnsupportedVersionException();
        }
        return super.createMessage(initialLine);
    }

    /** What stands for a request that could not be read; it is answered in our own version. */
    @Override
    protected HttpMessage createInvalidMessage() {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Both Transfer-Encoding and Content-Length");
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        if (length == 0) {
            throw new IllegalArgumentException("A field without a name");
        }
        return super.splitHeaderName(line, start, length);
    }
}
