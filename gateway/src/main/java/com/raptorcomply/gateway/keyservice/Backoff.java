package com.raptorcomply.gateway.keyservice;

import java.util.random.RandomGenerator;

/**
 * Computes the wait before the next attempt. The bound doubles up to {@value #LONGEST_MILLIS} ms, and the wait is
 * random below it, so that many gateways do not reconnect at once.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 1_000;

    private final RandomGenerator random;
    private long boundMillis = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    long nextMillis() {
        long wait = random.nextLong(1, boundMillis + 1);
        boundMillis = Math.min(LONGEST_MILLIS, 2 * boundMillis);
        return wait;
    }

    void reset() {
        boundMillis = FIRST_MILLIS;
    }
}
