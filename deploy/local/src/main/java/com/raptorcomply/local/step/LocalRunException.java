package com.raptorcomply.local.step;

/**
 * Says in one sentence why the local run cannot start or continue. The user at the terminal reads it and can act on it.
 */
public final class LocalRunException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LocalRunException(String message) {
        super(message);
    }

    public LocalRunException(String message, Throwable cause) {
        super(message, cause);
    }
}
