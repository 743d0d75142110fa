package com.raptorcomply.gateway.edge;

import com.raptorcomply.chassis.problem.ErrorCode;

/** Why a request is not well-formed, with the sentence that its sender gets. */
public enum Refusal {
    HOST(ErrorCode.MALFORMED_REQUEST, "The request must have exactly one valid Host header"),
    TARGET(ErrorCode.MALFORMED_REQUEST, "The request target must be a path in normal form"),
    METHOD(ErrorCode.METHOD_UNSUPPORTED, "This request method is not supported"),
    VERSION(ErrorCode.HTTP_VERSION_UNSUPPORTED, "Only HTTP/1.0 and HTTP/1.1 are supported"),
    FRAMING(ErrorCode.MALFORMED_REQUEST, "The request's framing is ambiguous"),
    CONNECTION(ErrorCode.INVALID_HEADER, "The Connection header must not name this field"),
    ACT_AS_USER(ErrorCode.INVALID_HEADER, "X-Act-As-User must be there once and hold the id of a user"),
    EXPECT(ErrorCode.EXPECTATION_UNSUPPORTED, "Only 100-continue can be expected"),
    SYNTAX(ErrorCode.MALFORMED_REQUEST, "The request is not well-formed HTTP"),
    HEAD_TIMEOUT(ErrorCode.REQUEST_TIMEOUT, "The request's header did not arrive in time"),
    BODY_TIMEOUT(ErrorCode.REQUEST_TIMEOUT, "The request's body did not arrive in time"),
    LINE_TOO_LONG(ErrorCode.URI_TOO_LONG, "The request target is too long"),
    HEADER_TOO_LARGE(ErrorCode.HEADER_TOO_LARGE, "The request's header is too large"),
    BODY_TOO_LARGE(ErrorCode.CONTENT_TOO_LARGE, "The request body is too large");

    private final ErrorCode code;
    private final String message;

    Refusal(ErrorCode code, String message) {
        this.code = code;
        this.message = message;
    }

    public ErrorCode code() {
        return code;
    }

    public String message() {
        return message;
    }
}
