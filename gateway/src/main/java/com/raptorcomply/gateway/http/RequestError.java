package com.raptorcomply.gateway.http;

import com.raptorcomply.chassis.http.framing.RequestFault;
import com.raptorcomply.chassis.problem.ErrorCode;

/** The reason why a request is not well-formed, with the message that the client gets. */
public enum RequestError {
    HOST(RequestFault.HOST),
    TARGET(ErrorCode.MALFORMED_REQUEST, "The request target must be a path in normal form"),
    METHOD(ErrorCode.METHOD_UNSUPPORTED, "This request method is not supported"),
    VERSION(
            ErrorCode.of(RequestFault.VERSION),
            "Only HTTP/1.0 and HTTP/1.1 are supported, and HTTP/2 where TLS negotiates it"),
    FRAMING(RequestFault.FRAMING),
    CONNECTION(ErrorCode.INVALID_HEADER, "The Connection header must not name this field"),
    ACT_AS_USER(ErrorCode.INVALID_HEADER, "X-Act-As-User must be there once and hold the id of a user"),
    EXPECT(ErrorCode.EXPECTATION_UNSUPPORTED, "Only 100-continue can be expected"),
    SYNTAX(RequestFault.SYNTAX),
    HEAD_TIMEOUT(RequestFault.HEAD_TIMEOUT),
    LINE_TOO_LONG(RequestFault.LINE_TOO_LONG),
    HEADER_TOO_LARGE(RequestFault.HEADER_TOO_LARGE);

    private final ErrorCode code;
    private final String message;

    RequestError(ErrorCode code, String message) {
        this.code = code;
        this.message = message;
    }

    RequestError(RequestFault fault) {
        this(ErrorCode.of(fault), fault.message());
    }

    /** Maps a fault that the decoder found. */
    public static RequestError from(RequestFault fault) {
        return switch (fault) {
            case SYNTAX -> SYNTAX;
            case HOST -> HOST;
            case FRAMING -> FRAMING;
            case VERSION -> VERSION;
            case HEAD_TIMEOUT -> HEAD_TIMEOUT;
            case LINE_TOO_LONG -> LINE_TOO_LONG;
            case HEADER_TOO_LARGE -> HEADER_TOO_LARGE;
        };
    }

    public ErrorCode code() {
        return code;
    }

    public String message() {
        return message;
    }
}
