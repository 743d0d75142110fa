package com.raptorcomply.resources.blob;

/** Signals that stored bytes are missing, or are not those that were stored. */
public final class DamagedBlobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason constant text for the log */
    public DamagedBlobException(String reason) {
        super(reason);
    }
}
