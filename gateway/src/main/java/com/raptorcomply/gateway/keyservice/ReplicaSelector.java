package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.gateway.auth.DualClock;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which replica of the key service a question goes to first: each in its turn, but one that did not answer gets a single
 * question now and then, to find out whether it is back. Any thread.
 */
public final class ReplicaSelector {
    /** Between two questions to a replica that does not answer. */
    public static final long TRIAL_SECONDS = 5;

    private static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(TRIAL_SECONDS);
    private static final long ANSWERS = Long.MIN_VALUE;

    private final List<URI> urls;
    private final DualClock clock;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLongArray trialNanos;

    /** @param urls at least one */
    public ReplicaSelector(List<URI> urls, DualClock clock) {
        this.urls = List.copyOf(urls);
        this.clock = clock;
        trialNanos = new AtomicLongArray(urls.size());
        for (int number = 0; number < urls.size(); number++) {
            trialNanos.set(number, ANSWERS);
        }
    }

    public int size() {
        return urls.size();
    }

    URI url(int number) {
        return urls.get(number);
    }

    /** The number of the one to ask. If none answers, they are asked in turn. */
    public int next() {
        int first = turn.getAndIncrement();
        for (int tried = 0; tried < size(); tried++) {
            int number = Math.floorMod(first + tried, size());
            if (isToBeAsked(number)) {
                return number;
            }
        }
        return Math.floorMod(first, size());
    }

    int after(int number) {
        return (number + 1) % size();
    }

    public void answered(int number) {
        trialNanos.set(number, ANSWERS);
    }

    public void failed(int number) {
        trialNanos.set(number, clock.monotonicNanos() + TRIAL_NANOS);
    }

    private boolean isToBeAsked(int number) {
        long due = trialNanos.get(number);
        if (due == ANSWERS) {
            return true;
        }
        long now = clock.monotonicNanos();
        return now - due >= 0 && trialNanos.compareAndSet(number, due, now + TRIAL_NANOS);
    }
}
