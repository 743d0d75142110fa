package com.raptorcomply.keyservice.dataservice;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops calls to a service that fails: {@link #FAILURES_MAX} failures in a row open it, and after {@link #OPEN} one call may
 * try again. Any thread.
 */
final class CircuitBreaker {
    static final int FAILURES_MAX = 3;
    static final Duration OPEN = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private int failures;
    private long openedNanos;

    public CircuitBreaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** True if a call may be made. A half-open circuit lets one through per {@link #OPEN}. */
    synchronized boolean permits() {
        if (failures < FAILURES_MAX) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (now - openedNanos < OPEN.toNanos()) {
            return false;
        }
        openedNanos = now;
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        openedNanos = nanoTime.getAsLong();
    }
}
