package com.raptorcomply.gateway.edge;

/** What is wrong with a head. Has no stack trace, which would cost more than all else that is done about such a request. */
class SyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    SyntaxException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
