package com.raptorcomply.gateway.quota;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A token bucket's rules, under the name that clients see. Immutable. */
final class Plan {
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final RateLimit limit;
    private final String policy;

    Plan(String name, RateLimit limit) {
        this.name = name;
        this.limit = limit;
        long windowSeconds = Math.max(1, Math.round((double) limit.periodMillis() / MILLIS_PER_SECOND));
        this.policy = '"' + name + "\";q=" + limit.requests() + ";w=" + windowSeconds;
    }

    RateLimit limit() {
        return limit;
    }

    /** This plan's name with another limit. */
    Plan with(RateLimit other) {
        return limit.equals(other) ? this : new Plan(name, other);
    }

    /** A full bucket. A lock for each bucket costs less garbage than the lock-free kind, and is hardly ever contended. */
    Bucket bucket(int parts, TimeMeter clock) {
        return Bucket.builder()
                .addLimit(rules(parts).getBandwidths()[0])
                .withCustomTimePrecision(clock)
                .withSynchronizationStrategy(SynchronizationStrategy.SYNCHRONIZED)
                .build();
    }

    /**
     * One of so many equal shares. A share's period is longer instead of its requests being fewer, so that nothing is lost
     * to rounding; only the burst is rounded up, to at least one request.
     */
    BucketConfiguration rules(int parts) {
        return BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth
                        .capacity(1 + (limit.burst() - 1) / parts)
                        .refillGreedy(
                                limit.requests(), Duration.ofMillis(Math.multiplyExact(limit.periodMillis(), parts))))
                .build();
    }

    /** What a bucket of this plan has said, as the client hears it: the quota is the whole limit, what remains is the bucket's. */
    Allowance allowance(ConsumptionProbe probe) {
        String state =
                '"' + name + "\";r=" + probe.getRemainingTokens() + ";t=" + secondsUp(probe.getNanosToWaitForReset());
        long retry = probe.isConsumed() ? 0 : Math.max(1, secondsUp(probe.getNanosToWaitForRefill()));
        return new Allowance(probe.isConsumed(), policy, state, retry);
    }

    private static long secondsUp(long nanos) {
        return (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    }
}
