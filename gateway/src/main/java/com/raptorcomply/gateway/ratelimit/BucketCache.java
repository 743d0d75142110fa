package com.raptorcomply.gateway.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A bounded number of buckets by owner, each holding this gateway's share of a limit. Any thread. */
final class BucketCache<K> {
    private final RateLimitPolicy plan;
    private final Cache<K, TokenBucket> meters;
    private final IntSupplier shares;

    /**
     * @param plan of owners without a limit of their own
     * @param shares in how many parts the limit is divided, at least 1; read for each request
     */
    BucketCache(RateLimitPolicy plan, int bucketsMax, IntSupplier shares) {
        this.plan = plan;
        this.meters = Caffeine.newBuilder()
                .maximumSize(bucketsMax)
                .executor(Runnable::run)
                .build();
        this.shares = shares;
    }

    TokenBucket of(K owner, long nowNanos) {
        return of(owner, null, nowNanos);
    }

    /** The owner's bucket; a new, full one when there is none, or when the owner's limit has changed. */
    TokenBucket of(K owner, @Nullable RateLimit own, long nowNanos) {
        RateLimit limit = own == null ? plan.limit() : own;
        TokenBucket meter = meters.getIfPresent(owner);
        if (meter == null || !meter.isOf(limit)) {
            meter = meters.asMap()
                    .compute(
                            owner,
                            (key, present) -> present != null && present.isOf(limit)
                                    ? present
                                    : new TokenBucket(plan.with(limit).share(shares.getAsInt()), nowNanos));
        }
        divide(meter, nowNanos);
        return meter;
    }

    /** Lets a bucket hold this gateway's share as it is now. */
    void divide(TokenBucket meter, long nowNanos) {
        int parts = shares.getAsInt();
        if (meter.parts() != parts) {
            meter.divide(parts, nowNanos);
        }
    }

    /** About how many are held. */
    long size() {
        return meters.estimatedSize();
    }
}
