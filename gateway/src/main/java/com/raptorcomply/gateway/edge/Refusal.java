package com.raptorcomply.gateway.edge;

/** Why a request is not well-formed, with the sentence that its sender gets. */
public enum Refusal {
    HOST(400, "The request must have exactly one valid Host header"),
    TARGET(400, "The request target must be a path in normal form"),
    METHOD(501, "This request method is not supported"),
    VERSION(505, "Only HTTP/1.0 and HTTP/1.1 are supported"),
    FRAMING(400, "The request's framing is ambiguous"),
    CONNECTION(400, "The Connection header must not name this field"),
    ACT_AS_USER(400, "X-Act-As-User must be there once and hold the id of a user"),
    EXPECT(417, "Only 100-continue can be expected"),
    SYNTAX(400, "The request is not well-formed HTTP"),
    HEAD_TIMEOUT(408, "The request's header did not arrive in time"),
    BODY_TIMEOUT(408, "The request's body did not arrive in time"),
    LINE_TOO_LONG(414, "The request target is too long"),
    HEADER_TOO_LARGE(431, "The request's header is too large"),
    BODY_TOO_LARGE(413, "The request body is too large");

    private final int status;
    private final String message;

    Refusal(int status, String message) {
        this.status = status;
        this.message = message;
    }

    public int status() {
        return status;
    }

    public String message() {
        return message;
    }
}
