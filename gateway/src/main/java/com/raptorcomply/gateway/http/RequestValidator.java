package com.raptorcomply.gateway.http;

import com.raptorcomply.chassis.http.framing.HostSyntax;
import com.raptorcomply.gateway.http.header.ConnectionHeader;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that can be read in two ways. Vert.x accepts requests without a Host, with two of them, with TRACE,
 * CONNECT and unknown versions. {@link com.raptorcomply.chassis.http.framing.StrictRequestDecoder} refuses the faults
 * that the decoder can see; this class checks the rest.
 */
public final class RequestValidator {
    private static final String CHUNKED = "chunked";
    private static final String CONTINUE = "100-continue";

    private RequestValidator() {}

    /**
     * Returns the first fault of a request's head; null if it has none. The route package checks the target.
     *
     * @param lineBytesMax bound of a target in HTTP/2; in HTTP/1 the decoder bounds the request line
     */
    public static @Nullable RequestError fault(HttpServerRequest request, RequestHead head, int lineBytesMax) {
        HttpVersion version = request.version();
        if (version == null) {
            return RequestError.VERSION;
        }
        String host = head.host();
        if (head.hosts() != 1
                ? head.hosts() > 1 || version != HttpVersion.HTTP_1_0
                : host == null || !HostSyntax.isValid(host)) {
            return RequestError.HOST;
        }
        if (!Methods.isForwarded(request.method())) {
            return RequestError.METHOD;
        }
        if (head.http2()) {
            if (!Http2RequestHead.isPlain(request)) {
                return RequestError.SYNTAX;
            }
            if (request.uri().length() > lineBytesMax) {
                return RequestError.LINE_TOO_LONG;
            }
        }
        if (head.expect() != null && !CONTINUE.equalsIgnoreCase(head.expect())) {
            return RequestError.EXPECT;
        }
        if (ConnectionHeader.namesIndispensable(head.connection())) {
            return RequestError.CONNECTION;
        }
        return isFramed(version, head) ? null : RequestError.FRAMING;
    }

    /**
     * Returns true if the end of the body is defined in exactly one way that the version knows (RFC 9112 section 6).
     */
    private static boolean isFramed(HttpVersion version, RequestHead head) {
        if (head.transferEncodings() > 0) {
            return head.transferEncodings() == 1
                    && CHUNKED.equalsIgnoreCase(head.transferEncoding())
                    && head.contentLengths() == 0
                    && version == HttpVersion.HTTP_1_1;
        }
        return head.contentLengths() <= 1;
    }
}
