package com.raptorcomply.gateway.lease;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: doubling, bounded, and random, so that many gateways do not come at once. */
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 1_000;

    private long boundMillis = FIRST_MILLIS;

    long nextMillis() {
        long wait = ThreadLocalRandom.current().nextLong(boundMillis / 2, boundMillis + 1);
        boundMillis = Math.min(LONGEST_MILLIS, 2 * boundMillis);
        return wait;
    }

    void reset() {
        boundMillis = FIRST_MILLIS;
    }
}
