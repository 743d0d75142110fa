package com.raptorcomply.local.step;

/** Why the local run cannot start or go on: one sentence for the person at the terminal, who can act on it. */
public final class LocalRunException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LocalRunException(String message) {
        super(message);
    }

    public LocalRunException(String message, Throwable cause) {
        super(message, cause);
    }
}
