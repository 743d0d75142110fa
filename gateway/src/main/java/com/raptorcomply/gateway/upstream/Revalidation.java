package com.raptorcomply.gateway.upstream;

/** What an exchange is under once its permit no longer lasts, until it is given again or the exchange is cut. */
final class Revalidation {
    private final long sinceNanos;
    private boolean asked;
    private Failure verdict = Failure.REVALIDATION_FAILED;

    Revalidation(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - sinceNanos;
    }

    boolean asked() {
        return asked;
    }

    void ask() {
        asked = true;
    }

    void settled(Failure reason) {
        verdict = reason;
    }

    /** Why the exchange is cut if nothing else becomes known. */
    Failure verdict() {
        return verdict;
    }
}
