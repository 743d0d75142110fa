package com.raptorcomply.gateway.quota;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/** A token bucket's rules, under the name that clients see. Immutable. */
final class Plan {
    private static final long MILLIS_PER_SECOND = 1_000;

    private final String name;
    private final RateLimit limit;
    private final String policy;

    Plan(String name, RateLimit limit) {
        this.name = name;
        this.limit = limit;
        long windowSeconds = Math.max(1, Math.round((double) limit.periodMillis() / MILLIS_PER_SECOND));
        this.policy = '"' + name + "\";q=" + limit.requests() + ";w=" + windowSeconds;
    }

    String name() {
        return name;
    }

    String policy() {
        return policy;
    }

    RateLimit limit() {
        return limit;
    }

    /** A full bucket. A lock for each bucket costs less garbage than the lock-free kind, and is hardly ever contended. */
    Bucket bucket(TimeMeter clock) {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth
                        .capacity(limit.burst())
                        .refillGreedy(limit.requests(), Duration.ofMillis(limit.periodMillis())))
                .withCustomTimePrecision(clock)
                .withSynchronizationStrategy(SynchronizationStrategy.SYNCHRONIZED)
                .build();
    }
}
