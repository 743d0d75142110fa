package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;

/**
 * One of so many equal shares of a plan, in ticks of time, of which the plan's rate is a whole number: what a bucket counts in.
 * A share's tokens come slower instead of being fewer, so that nothing is lost to rounding; only the burst is rounded up, to at
 * least one request. Immutable.
 *
 * @param ticksPerNano as many as make a token a whole number of ticks, up to a thousand; past it tokens take up to a tick longer.
 *     The same for all shares of a plan
 * @param tokenTicks that bring a token
 * @param fullTicks that fill an empty bucket: at most 36 years, to which a larger burst is cut
 */
record BucketRate(RateLimitPolicy plan, int parts, long ticksPerNano, long tokenTicks, long fullTicks) {
    private static final BigInteger TICKS_PER_NANO_MAX = BigInteger.valueOf(1_000);
    private static final BigInteger NANOS_PER_MILLI = BigInteger.valueOf(TimeUnit.MILLISECONDS.toNanos(1));
    private static final BigInteger TICKS_MAX = BigInteger.ONE.shiftLeft(60);

    static BucketRate of(RateLimitPolicy plan, int parts) {
        RateLimit limit = plan.limit();
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
        return new BucketRate(plan, parts, scale.longValueExact(), tokenTicks, tokenTicks * burst);
    }

    /** Of no token at all. */
    static BucketRate none(RateLimitPolicy plan) {
        return new BucketRate(plan, 1, 1, 1, 0);
    }

    /** A moment; only differences mean something. */
    long ticks(long nanos) {
        return nanos * ticksPerNano;
    }

    /** Rounded up. */
    long nanos(long ticks) {
        return (ticks + ticksPerNano - 1) / ticksPerNano;
    }

    /** What a bucket lacks here that lacked so much as another share of the same plan: as much in proportion. */
    long lacking(long ticks, BucketRate before) {
        BigInteger[] scaled = BigInteger.valueOf(ticks)
                .multiply(BigInteger.valueOf(fullTicks))
                .divideAndRemainder(BigInteger.valueOf(before.fullTicks));
        return scaled[0].longValueExact() + scaled[1].signum();
    }
}
