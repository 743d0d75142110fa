package com.raptorcomply.gateway.auth;

/** The two clocks that a lease is judged by. Any thread. */
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

    /** Of arbitrary origin, never set back. */
    long monotonicNanos();

    /** Since the epoch; may jump. */
    long wallMillis();
}
