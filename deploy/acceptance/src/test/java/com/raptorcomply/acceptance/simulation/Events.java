package com.raptorcomply.acceptance.simulation;

import java.util.PriorityQueue;
import java.util.Random;

/** Runs all events in order of real time, and is the only source of randomness. Two runs of one seed are the same. */
final class Events {
    private static final int PREEMPTED_MAX = 2;

    final Random random;
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private long nowNanos;
    private long scheduled;
    private int preempted;

    private static final class Event implements Comparable<Event> {
        final long atNanos;
        final long order;
        final Runnable step;
        boolean cancelled;

        Event(long atNanos, long order, Runnable step) {
            this.atNanos = atNanos;
            this.order = order;
            this.step = step;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    Events(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    }

    long nowNanos() {
        return nowNanos;
    }

    /**
     * Schedules a step.
     *
     * @return cancels it
     */
    Runnable after(long delayNanos, Runnable step) {
        Event event = new Event(nowNanos + Math.max(0, delayNanos), scheduled++, step);
        queue.add(event);
        return () -> event.cancelled = true;
    }

    void runUntil(long endNanos) {
        while (!queue.isEmpty() && queue.peek().atNanos <= endNanos) {
            Event next = queue.remove();
            nowNanos = Math.max(nowNanos, next.atNanos);
            if (!next.cancelled) {
                next.step.run();
            }
        }
        nowNanos = Math.max(nowNanos, endNanos);
    }

    /** Preempts the calling thread with some probability; other events run meanwhile. */
    void maybePreempt(double probability, long longestNanos) {
        if (preempted < PREEMPTED_MAX && chance(probability)) {
            preempted++;
            runUntil(nowNanos + (chance(0.5) ? within(longestNanos) : evenly(longestNanos)));
            preempted--;
        }
    }

    long evenly(long longestNanos) {
        return (long) (random.nextDouble() * longestNanos);
    }

    /** Returns a random duration, mostly short, rarely up to the longest. */
    long within(long longestNanos) {
        double chance = random.nextDouble();
        return (long) (chance * chance * chance * longestNanos);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
