package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

    private volatile BucketRate rate;
    private volatile long fullAt;

    /** Creates a full bucket of {@code tokens} per second with a burst of one second's tokens; 0 never grants. */
    public static TokenBucket perSecond(int tokens, long nowNanos) {
        int some = Math.max(1, tokens);
        ThrottleReason unused = ThrottleReason.KEY_RATE_LIMIT; // no request is refused by it
        RateLimitPolicy policy =
                new RateLimitPolicy(unused, "second", new RateLimit(some, TimeUnit.SECONDS.toMillis(1), some));
        return new TokenBucket(tokens == 0 ? BucketRate.none(policy) : policy.rate(1), nowNanos);
    }

    /** Creates a full bucket. */
    TokenBucket(BucketRate rate, long nowNanos) {
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
        BucketRate before = rate;
        if (before.parts() == parts) {
            return;
        }
        BucketRate after = before.policy().rate(parts);
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
            BucketRate held = rate;
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
        BucketRate held = rate;
        return granted(outcome) ? (held.fullTicks() - outcome) / held.tokenTicks() : 0;
    }

    RateLimitResult result(long outcome) {
        BucketRate held = rate;
        long wait = granted(outcome) ? 0 : -1 - outcome;
        long lacking = granted(outcome) ? outcome : wait + held.fullTicks() - held.tokenTicks();
        return held.policy().result(granted(outcome), left(outcome), held.nanos(lacking), held.nanos(wait));
    }

    /**
     * Returns the ticks until the bucket is full. A value out of range means that it has been full so long that the
     * clock has wrapped.
     */
    private static long lacking(BucketRate rate, long fullAt, long now) {
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
}
