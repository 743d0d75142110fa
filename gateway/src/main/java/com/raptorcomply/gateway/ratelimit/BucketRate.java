package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;

/**
 * The rate and capacity of one part of a limit, in ticks. Ticks are fractions of a nanosecond, chosen so that a token
 * takes a whole number of them. Gateways that divide a limit get slower tokens instead of fewer ones, so that rounding
 * loses nothing; only the burst is rounded up, to at least one request. Immutable.
 *
 * @param parts number of equal parts of the limit
 * @param ticksPerNano at most 1,000; above that a token may take up to a tick longer. The same for all parts of a
 *     policy
 * @param tokenTicks ticks that produce a token
 * @param fullTicks ticks that fill an empty bucket; at most 36 years, to which a larger burst is cut
 */
record BucketRate(RateLimitPolicy policy, int parts, long ticksPerNano, long tokenTicks, long fullTicks) {
    private static final BigInteger TICKS_PER_NANO_MAX = BigInteger.valueOf(1_000);
    private static final BigInteger NANOS_PER_MILLI = BigInteger.valueOf(TimeUnit.MILLISECONDS.toNanos(1));
    private static final BigInteger TICKS_MAX = BigInteger.ONE.shiftLeft(60);

    static BucketRate of(RateLimitPolicy policy, int parts) {
        RateLimit limit = policy.limit();
        BigInteger requests = BigInteger.valueOf(limit.requests());
        BigInteger period = BigInteger.valueOf(limit.periodMillis()).multiply(NANOS_PER_MILLI);
        BigInteger scale = requests.divide(requests.gcd(period)).min(TICKS_PER_NANO_MAX);
        if (period.multiply(scale)
                        .multiply(BigInteger.valueOf(limit.burst()))
                        .divide(requests)
                        .compareTo(TICKS_MAX)
                >= 0) {
            scale = BigInteger.ONE;
        }
        BigInteger[] token =
                period.multiply(scale).multiply(BigInteger.valueOf(parts)).divideAndRemainder(requests);
        long tokenTicks = token[0].min(TICKS_MAX).longValueExact() + token[1].signum();
        long burst = Math.min(1 + (limit.burst() - 1) / parts, Math.max(1, TICKS_MAX.longValueExact() / tokenTicks));
        return new BucketRate(policy, parts, scale.longValueExact(), tokenTicks, tokenTicks * burst);
    }

    /** Returns a rate that never produces a token. */
    static BucketRate none(RateLimitPolicy policy) {
        return new BucketRate(policy, 1, 1, 1, 0);
    }

    /** Converts a time to ticks; only differences are meaningful. */
    long ticks(long nanos) {
        return nanos * ticksPerNano;
    }

    /** Converts ticks to nanoseconds, rounded up. */
    long nanos(long ticks) {
        return (ticks + ticksPerNano - 1) / ticksPerNano;
    }

    /** Converts a fill level when the number of parts changes, keeping the proportion. */
    long lacking(long ticks, BucketRate before) {
        BigInteger[] scaled = BigInteger.valueOf(ticks)
                .multiply(BigInteger.valueOf(fullTicks))
                .divideAndRemainder(BigInteger.valueOf(before.fullTicks));
        return scaled[0].longValueExact() + scaled[1].signum();
    }
}
