package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;

/**
 * A token bucket, stored as the time at which it will be full (generic cell rate algorithm, ITU-T I.371). Taking a
 * token moves that time forward by the interval of one token. A request is refused if the time would lie further ahead
 * than an empty bucket needs. A request takes one compare-and-set, without a lock or an allocation. Any thread.
 *
 * <p>{@link #take} returns the ticks until the bucket is full (≥ 0) if granted, else -1 minus the ticks until the next
 * token.
 */
public final class TokenBucket {
    private static final VarHandle FULL_AT = fullAtHandle();

    private volatile Rate rate;
    private volatile long fullAt;

    /** Creates a full bucket of {@code tokens} per second with a burst of one second's tokens; 0 never grants. */
    public static TokenBucket perSecond(int tokens, long nowNanos) {
        int some = Math.max(1, tokens);
        ThrottleReason unused = ThrottleReason.KEY_RATE_LIMIT; // no request is refused by it
        RateLimitPolicy policy =
                new RateLimitPolicy(unused, "second", new RateLimit(some, TimeUnit.SECONDS.toMillis(1), some));
        return new TokenBucket(tokens == 0 ? Rate.none(policy) : policy.rate(1), nowNanos);
    }

    /** Creates a full bucket. */
    TokenBucket(Rate rate, long nowNanos) {
        this.rate = rate;
        this.fullAt = rate.ticks(nowNanos);
    }

    boolean isOf(RateLimit limit) {
        return rate.policy().limit().equals(limit);
    }

    int parts() {
        return rate.parts();
    }

    /**
     * Changes the number of parts of the limit and keeps the fill level in proportion. A concurrent request may be
     * charged at the old rate.
     */
    synchronized void rescale(int parts, long nowNanos) {
        Rate before = rate;
        if (before.parts() == parts) {
            return;
        }
        Rate after = before.policy().rate(parts);
        long now = after.ticks(nowNanos);
        long seen;
        do {
            seen = fullAt;
        } while (!FULL_AT.compareAndSet(
                this, seen, now + after.lacking(Math.min(lacking(before, seen, now), before.fullTicks()), before)));
        rate = after;
    }

    public long take(long nowNanos) {
        while (true) {
            long seen = fullAt;
            Rate held = rate;
            long now = held.ticks(nowNanos);
            long lacking = lacking(held, seen, now) + held.tokenTicks();
            if (lacking > held.fullTicks()) {
                return -1 - (lacking - held.fullTicks());
            }
            if (FULL_AT.compareAndSet(this, seen, now + lacking)) {
                return lacking;
            }
        }
    }

    void refund() {
        FULL_AT.getAndAdd(this, -rate.tokenTicks());
    }

    public static boolean granted(long outcome) {
        return outcome >= 0;
    }

    /** Returns the whole tokens that were left. */
    long left(long outcome) {
        Rate held = rate;
        return granted(outcome) ? (held.fullTicks() - outcome) / held.tokenTicks() : 0;
    }

    RateLimitResult result(long outcome) {
        Rate held = rate;
        long wait = granted(outcome) ? 0 : -1 - outcome;
        long lacking = granted(outcome) ? outcome : wait + held.fullTicks() - held.tokenTicks();
        return held.policy().result(granted(outcome), left(outcome), held.nanos(lacking), held.nanos(wait));
    }

    /**
     * Returns the ticks until the bucket is full. A value out of range means that it has been full so long that the
     * clock has wrapped.
     */
    private static long lacking(Rate rate, long fullAt, long now) {
        long ticks = fullAt - now;
        return ticks < 0 || ticks > 2 * rate.fullTicks() ? 0 : ticks;
    }

    private static VarHandle fullAtHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(TokenBucket.class, "fullAt", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

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
    record Rate(RateLimitPolicy policy, int parts, long ticksPerNano, long tokenTicks, long fullTicks) {
        private static final BigInteger TICKS_PER_NANO_MAX = BigInteger.valueOf(1_000);
        private static final BigInteger NANOS_PER_MILLI = BigInteger.valueOf(TimeUnit.MILLISECONDS.toNanos(1));
        private static final BigInteger TICKS_MAX = BigInteger.ONE.shiftLeft(60);

        static Rate of(RateLimitPolicy policy, int parts) {
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
            long burst =
                    Math.min(1 + (limit.burst() - 1) / parts, Math.max(1, TICKS_MAX.longValueExact() / tokenTicks));
            return new Rate(policy, parts, scale.longValueExact(), tokenTicks, tokenTicks * burst);
        }

        /** Returns a rate that never produces a token. */
        static Rate none(RateLimitPolicy policy) {
            return new Rate(policy, 1, 1, 1, 0);
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
        long lacking(long ticks, Rate before) {
            BigInteger[] scaled = BigInteger.valueOf(ticks)
                    .multiply(BigInteger.valueOf(fullTicks))
                    .divideAndRemainder(BigInteger.valueOf(before.fullTicks));
            return scaled[0].longValueExact() + scaled[1].signum();
        }
    }
}
