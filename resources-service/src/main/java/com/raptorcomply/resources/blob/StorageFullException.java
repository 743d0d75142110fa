package com.raptorcomply.resources.blob;

/** Signals that the disk of the files has no room left. */
public final class StorageFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageFullException(Throwable cause) {
        super("No room for files is left", cause);
    }
}
