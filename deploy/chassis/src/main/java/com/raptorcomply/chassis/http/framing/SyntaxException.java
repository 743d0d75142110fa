package com.raptorcomply.chassis.http.framing;

/** What is wrong with a head. Has no stack trace, which would cost more than all else that is done about such a request. */
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
