package com.raptorcomply.chassis.http.framing;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/**
 * Names the fault for which a request's header or framing is refused, with the message for the client. The connection
 * closes after the response.
 */
public enum RequestFault {
    SYNTAX("The request is not well-formed HTTP"),
    HOST("The request must have exactly one valid Host header"),
    FRAMING("The request's framing is ambiguous"),
    VERSION("Only HTTP/1.0 and HTTP/1.1 are supported"),
    HEAD_TIMEOUT("The request's header did not arrive in time"),
    LINE_TOO_LONG("The request target is too long"),
    HEADER_TOO_LARGE("The request's header is too large");

    private final String message;

    RequestFault(String message) {
        this.message = message;
    }

    public String message() {
        return message;
    }

    /** Maps the decoder's failure to a fault. */
    public static RequestFault of(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return LINE_TOO_LONG;
        }
        if (cause instanceof StrictRequestDecoder.UnsupportedVersionException) {
            return VERSION;
        }
        if (cause instanceof StrictRequestDecoder.HeadTimeoutException) {
            return HEAD_TIMEOUT;
        }
        return cause instanceof TooLongHttpHeaderException ? HEADER_TOO_LARGE : SYNTAX;
    }
}
