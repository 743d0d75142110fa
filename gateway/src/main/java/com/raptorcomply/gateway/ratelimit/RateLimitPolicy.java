package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A token bucket's rules, under the name that clients see. Immutable, any thread. */
final class RateLimitPolicy {
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ThrottleReason reason;
    private final String name;
    private final RateLimit limit;
    private final String policy;
    private volatile @Nullable BucketRate share;

    /** @param reason of what it refuses */
    RateLimitPolicy(ThrottleReason reason, String name, RateLimit limit) {
        this.reason = reason;
        this.name = name;
        this.limit = limit;
        long windowSeconds = Math.max(1, Math.round((double) limit.periodMillis() / MILLIS_PER_SECOND));
        this.policy = '"' + name + "\";q=" + limit.requests() + ";w=" + windowSeconds;
    }

    RateLimit limit() {
        return limit;
    }

    /** This plan's name with another limit. */
    RateLimitPolicy with(RateLimit other) {
        return limit.equals(other) ? this : new RateLimitPolicy(reason, name, other);
    }

    /** One of so many equal parts, for this gateway's own buckets; mostly the one that was asked for last. */
    BucketRate share(int parts) {
        BucketRate known = share;
        if (known == null || known.parts() != parts) {
            known = BucketRate.of(this, parts);
            share = known;
        }
        return known;
    }

    /** The whole of it, for Redis. */
    BucketConfiguration rules() {
        return BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth
                        .capacity(limit.burst())
                        .refillGreedy(limit.requests(), Duration.ofMillis(limit.periodMillis())))
                .build();
    }

    /** What a bucket in Redis has said. */
    RateLimitResult allowance(ConsumptionProbe probe) {
        return allowance(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                probe.getNanosToWaitForReset(),
                probe.getNanosToWaitForRefill());
    }

    /** What a bucket of this plan has said, as the client hears it: the quota is the whole limit, what is left is the bucket's. */
    RateLimitResult allowance(boolean granted, long left, long nanosUntilFull, long nanosUntilToken) {
        String state = '"' + name + "\";r=" + left + ";t=" + secondsUp(nanosUntilFull);
        return new RateLimitResult(
                reason, granted, policy, state, granted ? 0 : Math.max(1, secondsUp(nanosUntilToken)));
    }

    private static long secondsUp(long nanos) {
        return (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    }
}
