package com.raptorcomply.keyservice.webhook.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The waits between attempts: each is four times the one before, six hours at most, and a random quarter longer or shorter,
 * so that receivers that come back are not met by all at once. With the default first wait of ten seconds the last attempt
 * comes about a day after the first.
 *
 * @param first the wait after the first failure
 */
record RetrySchedule(Duration first) {
    static final int ATTEMPTS_MAX = 10;

    private static final int FACTOR = 4;
    private static final Duration WAIT_MAX = Duration.ofHours(6);
    private static final double JITTER = 0.25;

    /** Returns the wait after this many failed attempts; empty if it was the last one. */
    Optional<Duration> after(int attempts, RandomGenerator random) {
        if (attempts >= ATTEMPTS_MAX) {
            return Optional.empty();
        }
        double millis = Math.min((double) WAIT_MAX.toMillis(), first.toMillis() * Math.pow(FACTOR, attempts - 1.0));
        return Optional.of(Duration.ofMillis(Math.round(millis * random.nextDouble(1 - JITTER, 1 + JITTER))));
    }
}
