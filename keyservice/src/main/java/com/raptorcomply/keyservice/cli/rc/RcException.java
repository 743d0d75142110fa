package com.raptorcomply.keyservice.cli.rc;

/** Ends a command with a sentence for its caller, without a stack trace. */
final class RcException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status one of {@link ExitStatus} */
    RcException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
