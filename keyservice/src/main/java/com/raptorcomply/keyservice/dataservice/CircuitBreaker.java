package com.raptorcomply.keyservice.dataservice;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops requests to a failing service. {@link #FAILURES_MAX} consecutive failures open it; after {@link #OPEN} it lets
 * one request try again. Safe on any thread.
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

    /** Returns true if a request may be sent. A half-open breaker lets one through per {@link #OPEN}. */
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
