package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A named limit: requests per period and burst, with the field values that clients see. Immutable, any thread. */
final class RateLimitPolicy {
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ThrottleReason reason;
    private final String name;
    private final RateLimit limit;
    private final String policyField;
    private volatile TokenBucket.@Nullable Rate lastRate;

    /** @param reason of what it refuses */
    RateLimitPolicy(ThrottleReason reason, String name, RateLimit limit) {
        this.reason = reason;
        this.name = name;
        this.limit = limit;
        long windowSeconds = Math.max(1, Math.round((double) limit.periodMillis() / MILLIS_PER_SECOND));
        this.policyField = '"' + name + "\";q=" + limit.requests() + ";w=" + windowSeconds;
    }

    RateLimit limit() {
        return limit;
    }

    /** Returns a policy of the same name with another limit. */
    RateLimitPolicy with(RateLimit other) {
        return limit.equals(other) ? this : new RateLimitPolicy(reason, name, other);
    }

    /** Returns the rate of one of {@code parts} equal parts; caches the last result. */
    TokenBucket.Rate rate(int parts) {
        TokenBucket.Rate known = lastRate;
        if (known == null || known.parts() != parts) {
            known = TokenBucket.Rate.of(this, parts);
            lastRate = known;
        }
        return known;
    }

    /** Returns the undivided limit for Bucket4j. */
    BucketConfiguration rules() {
        return BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth
                        .capacity(limit.burst())
                        .refillGreedy(limit.requests(), Duration.ofMillis(limit.periodMillis())))
                .build();
    }

    /** Converts the result of a bucket in Redis. */
    RateLimitResult result(ConsumptionProbe probe) {
        return result(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                probe.getNanosToWaitForReset(),
                probe.getNanosToWaitForRefill());
    }

    /** Makes the result that the client sees: the quota is the whole limit, the remainder is this bucket's. */
    RateLimitResult result(boolean granted, long left, long nanosUntilFull, long nanosUntilToken) {
        String state = '"' + name + "\";r=" + left + ";t=" + secondsUp(nanosUntilFull);
        return new RateLimitResult(
                reason, granted, policyField, state, granted ? 0 : Math.max(1, secondsUp(nanosUntilToken)));
    }

    private static long secondsUp(long nanos) {
        return (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    }
}
