package com.raptorcomply.chassis.postgres;

import java.time.Duration;

/** Another process holds the lock of the migrations. */
final class AnotherProcessMigratesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration waited;

    /** @param waited the time for which this process has waited by now */
    AnotherProcessMigratesException(Duration waited) {
        super("for " + waited.toSeconds() + " s so far");
        this.waited = waited;
    }

    Duration waited() {
        return waited;
    }
}
