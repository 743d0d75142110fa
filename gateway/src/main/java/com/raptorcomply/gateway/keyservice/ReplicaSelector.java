package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.breaker.CircuitBreaker;
import com.raptorcomply.gateway.auth.DualClock;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Selects the replica of the key service for a verification: each in turn. A replica that did not respond gets one trial every
 * {@value #TRIAL_SECONDS} s. If no replica responds, all are used in turn. Any thread.
 */
final class ReplicaSelector {
    /** Seconds between two trials of a replica that does not respond. */
    static final long TRIAL_SECONDS = 5;

    private static final long TRIAL_MILLIS = TimeUnit.SECONDS.toMillis(TRIAL_SECONDS);

    private final List<URI> urls;
    private final List<CircuitBreaker> breakers;
    private final DualClock clock;
    private final AtomicInteger counter = new AtomicInteger();

    /**
     * One attempt at one replica, ended once by {@link #succeeded} or {@link #failed}.
     *
     * @param ticket of the replica's {@link CircuitBreaker}; {@link CircuitBreaker#REFUSED} if it is used because none responds
     */
    record Attempt(int index, int ticket) {
        boolean isAdmitted() {
            return ticket != CircuitBreaker.REFUSED;
        }
    }

    /** @param urls at least one */
    ReplicaSelector(List<URI> urls, DualClock clock) {
        this.urls = List.copyOf(urls);
        this.breakers = urls.stream()
                .map(url -> new CircuitBreaker(1, TRIAL_MILLIS, TRIAL_MILLIS, 1))
                .toList();
        this.clock = clock;
    }

    int size() {
        return urls.size();
    }

    URI url(Attempt of) {
        return urls.get(of.index());
    }

    Attempt next() {
        int first = counter.getAndIncrement();
        for (int tried = 0; tried < size(); tried++) {
            Attempt taken = take(first + tried);
            if (taken.isAdmitted()) {
                return taken;
            }
        }
        return new Attempt(Math.floorMod(first, size()), CircuitBreaker.REFUSED);
    }

    /** Returns the replica after this one, even if it does not respond. */
    Attempt after(Attempt before) {
        return take(before.index() + 1);
    }

    void succeeded(Attempt ended) {
        CircuitBreaker breaker = breakers.get(ended.index());
        if (ended.isAdmitted()) {
            breaker.succeeded(ended.ticket());
        } else {
            breaker.recovered(clock.monotonicNanos());
        }
    }

    void failed(Attempt ended) {
        if (ended.isAdmitted()) {
            breakers.get(ended.index()).failed(ended.ticket(), clock.monotonicNanos());
        }
    }

    private Attempt take(int any) {
        int index = Math.floorMod(any, size());
        return new Attempt(index, breakers.get(index).take(clock.monotonicNanos()));
    }
}
