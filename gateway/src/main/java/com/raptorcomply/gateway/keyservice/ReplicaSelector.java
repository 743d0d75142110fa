package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.gateway.auth.DualClock;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Selects the replica of the key service for the next request, round robin. A replica that failed gets one trial
 * request every {@value #TRIAL_SECONDS} s. Any thread.
 */
public final class ReplicaSelector {
    /** Interval of trial requests to a replica that does not respond. */
    public static final long TRIAL_SECONDS = 5;

    private static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(TRIAL_SECONDS);
    private static final long AVAILABLE = Long.MIN_VALUE;

    private final List<URI> urls;
    private final DualClock clock;
    private final AtomicInteger counter = new AtomicInteger();
    private final AtomicLongArray trialNanos;

    /** @param urls at least one */
    public ReplicaSelector(List<URI> urls, DualClock clock) {
        this.urls = List.copyOf(urls);
        this.clock = clock;
        trialNanos = new AtomicLongArray(urls.size());
        for (int index = 0; index < urls.size(); index++) {
            trialNanos.set(index, AVAILABLE);
        }
    }

    public int size() {
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
        return Math.floorMod(first, size());
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
