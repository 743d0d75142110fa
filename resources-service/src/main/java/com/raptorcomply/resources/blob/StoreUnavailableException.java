package com.raptorcomply.resources.blob;

/** Signals that the place of the blobs does not answer, refuses, or cannot be read or written. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailableException(Throwable cause) {
        super("The store of files is unavailable", cause);
    }
}
