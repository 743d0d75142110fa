package com.raptorcomply.gateway.upstream;

/**
 * State of a running exchange whose permit is no longer valid: since when, whether it is being verified again, and why
 * it would be aborted.
 */
final class Revalidation {
    private final long sinceNanos;
    private boolean requested;
    private Failure failure = Failure.REVALIDATION_FAILED;

    Revalidation(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - sinceNanos;
    }

    boolean requested() {
        return requested;
    }

    void markRequested() {
        requested = true;
    }

    void settle(Failure reason) {
        failure = reason;
    }

    /** Returns the reason with which the exchange fails when its grace is over. */
    Failure failure() {
        return failure;
    }
}
