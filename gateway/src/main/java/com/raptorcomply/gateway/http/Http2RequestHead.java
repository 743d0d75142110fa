package com.raptorcomply.gateway.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what HTTP/2 sends in pseudo-header fields, and checks rules of RFC 9113 section 8.2.1 that Netty does not
 * check. Values must not contain a line break, because an HTTP/1 upstream would read it as the end of a line.
 */
final class Http2RequestHead {
    private static final String HTTPS = "https";

    private Http2RequestHead() {}

    /** Returns the authority as sent, or else the Host field; null without either. */
    static @Nullable String authority(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null) {
            return null;
        }
        return authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
    }

    /**
     * Returns true if a body follows. The state of the stream decides, because a client may end a stream without
     * declaring a length.
     */
    static boolean bodyFollows(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            Channel channel = connection.channel();
            Http2ConnectionHandler handler = channel.pipeline().get(Http2ConnectionHandler.class);
            Http2Stream stream = handler == null ? null : handler.connection().stream(request.streamId());
            return stream == null || stream.state().remoteSideOpen();
        }
        return true;
    }

    /** Returns true if scheme, names and values mean the same in HTTP/1. */
    static boolean isPlain(HttpServerRequest request) {
        if (!HTTPS.equals(request.scheme()) || request.uri() == null) {
            return false;
        }
        for (Map.Entry<String, String> field : request.headers()) {
            if (!isName(field.getKey()) || !isValue(field.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7f || AsciiString.isUpperCase(c) || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isValue(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return false;
            }
        }
        return length == 0 || (value.charAt(0) > ' ' && value.charAt(length - 1) > ' ');
    }
}
