package com.raptorcomply.gateway.auth;

/** Reads the two clocks by which a lease is checked. Any thread. */
public interface DualClock {
    DualClock SYSTEM = new DualClock() {
        @Override
        public long monotonicNanos() {
            return System.nanoTime();
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }
    };

    /** Nanoseconds of arbitrary origin; never goes back. */
    long monotonicNanos();

    /** Milliseconds since the Unix epoch; may jump. */
    long wallMillis();
}
