package com.raptorcomply.local.fleet;

import com.raptorcomply.local.step.LocalRunException;

/** Asks the primary a few times a second whether it answers. Needs no lock, so that other commands go on meanwhile. */
final class PrimaryWatch {
    /** Failed checks in a row after which the primary is taken for lost. One alone may be a moment without a free connection. */
    private static final int FAILURES_MAX = 3;

    private static final int PAUSE_MILLIS = 200;
    private static final int WATCH_MILLIS_MAX = 3_600_000;

    private final FleetDatabase database;
    private long answeredNanos;
    private int failures;

    /** @throws LocalRunException if the primary does not answer now: then it is no watch that is needed */
    PrimaryWatch(FleetDatabase database) {
        this.database = database;
        if (!database.answers()) {
            throw new LocalRunException("The primary does not answer: fail over without --when-lost");
        }
        answeredNanos = System.nanoTime();
    }

    /**
     * Blocks until the primary is lost. A connection that is refused fails at once, one that hangs after some seconds.
     *
     * @return when it was last asked and answered, as {@link System#nanoTime} has it
     * @throws LocalRunException if it is not lost within an hour
     */
    long awaitLoss() {
        failures = 0;
        Polling.until("the primary is lost", WATCH_MILLIS_MAX, PAUSE_MILLIS, this::isLost);
        return answeredNanos;
    }

    private boolean isLost() {
        long asked = System.nanoTime();
        if (database.answers()) {
            answeredNanos = asked;
            failures = 0;
        } else {
            failures++;
        }
        return failures == FAILURES_MAX;
    }
}
