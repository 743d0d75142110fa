package com.raptorcomply.chassis.http.framing;

/**
 * Describes the syntax error of a header. Has no stack trace, because filling one in costs more than refusing the
 * request.
 */
public class SyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    SyntaxException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
