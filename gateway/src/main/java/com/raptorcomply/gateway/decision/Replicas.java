package com.raptorcomply.gateway.decision;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which replica of the key service a question goes to first: each in its turn, but one that did not answer gets a single
 * question now and then, to find out whether it is back. Any thread.
 */
final class Replicas {
    /** Between two questions to a replica that does not answer. */
    static final long TRIAL_SECONDS = 5;

    private static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(TRIAL_SECONDS);
    private static final long ANSWERS = Long.MIN_VALUE;

    private final List<URI> urls;
    private final Clock clock;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLongArray trialNanos;

    /** @param urls at least one */
    Replicas(List<URI> urls, Clock clock) {
        this.urls = List.copyOf(urls);
        this.clock = clock;
        trialNanos = new AtomicLongArray(urls.size());
        for (int number = 0; number < urls.size(); number++) {
            trialNanos.set(number, ANSWERS);
        }
    }

    int size() {
        return urls.size();
    }

    URI url(int number) {
        return urls.get(number);
    }

    /** The number of the one to ask. If none answers, they are asked in turn. */
    int next() {
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

    void answered(int number) {
        trialNanos.set(number, ANSWERS);
    }

    void failed(int number) {
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
