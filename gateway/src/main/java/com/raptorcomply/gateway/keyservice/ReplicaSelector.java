package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.gateway.auth.DualClock;
import com.raptorcomply.gateway.breaker.CircuitBreaker;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses the replica of the key service that a question goes to: each in its turn, but one that did not answer gets a single
 * question now and then, to find out whether it is back. If none answers, all are asked in turn. Any thread.
 */
final class ReplicaSelector {
    /** Between two questions to a replica that does not answer. */
    static final long TRIAL_SECONDS = 5;

    private static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(TRIAL_SECONDS);
    private static final long AVAILABLE = Long.MIN_VALUE;

    private final List<URI> urls;
    private final List<CircuitBreaker> circuits;
    private final DualClock clock;
    private final AtomicInteger counter = new AtomicInteger();

    /** @param urls at least one */
    public ReplicaSelector(List<URI> urls, DualClock clock) {
        this.urls = List.copyOf(urls);
        this.clock = clock;
        trialNanos = new AtomicLongArray(urls.size());
        for (int index = 0; index < urls.size(); index++) {
            trialNanos.set(index, AVAILABLE);
        }
    }

    /** @param urls at least one */
    ReplicaSelector(List<URI> urls, DualClock clock) {
        this.urls = List.copyOf(urls);
        this.circuits = urls.stream()
                .map(url -> new CircuitBreaker(1, TRIAL_MILLIS, TRIAL_MILLIS, 1))
                .toList();
        this.clock = clock;
    }

    int size() {
        return urls.size();
    }

    URI url(int index) {
        return urls.get(index);
    }

    /** Returns the index of the replica to use next. If no replica responds, they are used in turn. */
    public int next() {
        int first = counter.getAndIncrement();
        for (int tried = 0; tried < size(); tried++) {
            int index = Math.floorMod(first + tried, size());
            if (isEligible(index)) {
                return index;
            }
        }
        return new Turn(Math.floorMod(first, size()), CircuitBreaker.REFUSED);
    }

    int after(int index) {
        return (index + 1) % size();
    }

    public void succeeded(int index) {
        trialNanos.set(index, AVAILABLE);
    }

    public void failed(int index) {
        trialNanos.set(index, clock.monotonicNanos() + TRIAL_NANOS);
    }

    private boolean isEligible(int index) {
        long due = trialNanos.get(index);
        if (due == AVAILABLE) {
            return true;
        }
        long now = clock.monotonicNanos();
        return now - due >= 0 && trialNanos.compareAndSet(index, due, now + TRIAL_NANOS);
    }
}
