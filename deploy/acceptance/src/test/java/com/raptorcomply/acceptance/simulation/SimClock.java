package com.raptorcomply.acceptance.simulation;

import com.raptorcomply.keyservice.client.protocol.ClockReading;

/**
 * Simulates the two clocks of one machine. They drift together, the wall clock jumps, and the monotonic clock stops
 * during a sleep.
 */
final class SimClock {
    static final long NANOS_PER_MILLI = 1_000_000;

    private final Events events;
    private final double rate;
    private final long monotonicBase;
    private long wallShiftNanos;
    private long sleptNanos;

    SimClock(Events events, double rate) {
        this.events = events;
        this.rate = rate;
        this.monotonicBase = events.random.nextInt();
        this.wallShiftNanos = 1_790_000_000_000L * NANOS_PER_MILLI + events.within(3_600_000_000_000L);
    }

    long monotonicNanos() {
        return monotonicBase + local(events.nowNanos()) - sleptNanos;
    }

    long wallMillis() {
        return (wallShiftNanos + local(events.nowNanos())) / NANOS_PER_MILLI;
    }

    ClockReading moment() {
        return new ClockReading(monotonicNanos(), wallMillis());
    }

    /** Returns the real time in which this clock counts {@code millis}. */
    long realNanos(long millis) {
        return (long) (millis * NANOS_PER_MILLI / rate);
    }

    void jumpWall(long nanos) {
        wallShiftNanos += nanos;
    }

    /** Records that the machine has slept until now. */
    void slept(long nanos) {
        sleptNanos += nanos;
    }

    private long local(long realNanos) {
        return (long) (realNanos * rate);
    }
}
