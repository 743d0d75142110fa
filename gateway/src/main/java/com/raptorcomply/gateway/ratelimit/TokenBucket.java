package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * One token bucket, which is nothing but the moment at which it will be full (the generic cell rate algorithm, ITU-T I.371): a
 * token moves it on by the time that brings one, and there is none while it is further away than an empty bucket's. No lock
 * and nothing made: a request is one compare-and-set, of 24 bytes of heap. Any thread.
 *
 * <p>What it says of a request is one number: if it was granted, the ticks until the bucket is full; if not, -1 less the ticks
 * until there is a token.
 */
public final class TokenBucket {
    private static final VarHandle FULL_AT = fullAtHandle();

    private volatile BucketRate share;
    private volatile long fullAt;

    /** So many tokens a second, apart by equal times, and a second's worth at once after a quiet time; 0 for never one. */
    public static TokenBucket perSecond(int tokens, long nowNanos) {
        int some = Math.max(1, tokens);
        ThrottleReason unused = ThrottleReason.KEY_RATE_LIMIT; // no request is refused by it
        RateLimitPolicy plan =
                new RateLimitPolicy(unused, "second", new RateLimit(some, TimeUnit.SECONDS.toMillis(1), some));
        return new TokenBucket(tokens == 0 ? BucketRate.none(plan) : plan.share(1), nowNanos);
    }

    /** A full one. */
    TokenBucket(BucketRate share, long nowNanos) {
        this.share = share;
        this.fullAt = share.ticks(nowNanos);
    }

    boolean isOf(RateLimit limit) {
        return share.plan().limit().equals(limit);
    }

    int parts() {
        return share.parts();
    }

    /**
     * Holds another share of the limit from now on; it is as full as it was, in proportion. A request in the very same moment
     * may be charged as before.
     */
    synchronized void divide(int parts, long nowNanos) {
        BucketRate before = share;
        if (before.parts() == parts) {
            return;
        }
        BucketRate after = before.plan().share(parts);
        long now = after.ticks(nowNanos);
        long seen;
        do {
            seen = fullAt;
        } while (!FULL_AT.compareAndSet(
                this, seen, now + after.lacking(Math.min(lacking(before, seen, now), before.fullTicks()), before)));
        share = after;
    }

    public long take(long nowNanos) {
        while (true) {
            long seen = fullAt;
            BucketRate held = share;
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

    void giveBack() {
        FULL_AT.getAndAdd(this, -share.tokenTicks());
    }

    public static boolean granted(long said) {
        return said >= 0;
    }

    /** Whole tokens that were left. */
    long left(long said) {
        BucketRate held = share;
        return granted(said) ? (held.fullTicks() - said) / held.tokenTicks() : 0;
    }

    RateLimitResult allowance(long said) {
        BucketRate held = share;
        long wait = granted(said) ? 0 : -1 - said;
        long lacking = granted(said) ? said : wait + held.fullTicks() - held.tokenTicks();
        return held.plan().allowance(granted(said), left(said), held.nanos(lacking), held.nanos(wait));
    }

    /** Full since long, or so long that the ticks went round: nothing is lacking, and never more than twice a bucket. */
    private static long lacking(BucketRate share, long fullAt, long now) {
        long ticks = fullAt - now;
        return ticks < 0 || ticks > 2 * share.fullTicks() ? 0 : ticks;
    }

    private static VarHandle fullAtHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(TokenBucket.class, "fullAt", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
