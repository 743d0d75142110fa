package com.raptorcomply.gateway.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Caches a bounded number of token buckets by owner, each with this gateway's part of a limit. Any thread. */
final class BucketCache<K> {
    private final RateLimitPolicy policy;
    private final Cache<K, TokenBucket> buckets;
    private final IntSupplier gateways;

    /**
     * @param policy of owners without a limit of their own
     * @param gateways number of equal parts of the limit, at least 1; read for each request
     */
    BucketCache(RateLimitPolicy policy, int bucketsMax, IntSupplier gateways) {
        this.policy = policy;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(bucketsMax)
                .executor(Runnable::run)
                .build();
        this.gateways = gateways;
    }

    TokenBucket get(K owner, long nowNanos) {
        return get(owner, null, nowNanos);
    }

    /** Returns the owner's bucket; a new, full one if there is none or the owner's limit has changed. */
    TokenBucket get(K owner, @Nullable RateLimit own, long nowNanos) {
        RateLimit limit = own == null ? policy.limit() : own;
        TokenBucket bucket = buckets.getIfPresent(owner);
        if (bucket == null || !bucket.isOf(limit)) {
            bucket = buckets.asMap()
                    .compute(
                            owner,
                            (key, present) -> present != null && present.isOf(limit)
                                    ? present
                                    : new TokenBucket(policy.with(limit).rate(gateways.getAsInt()), nowNanos));
        }
        rescale(bucket, nowNanos);
        return bucket;
    }

    /** Adjusts a bucket to this gateway's current part of the limit. */
    void rescale(TokenBucket bucket, long nowNanos) {
        int parts = gateways.getAsInt();
        if (bucket.parts() != parts) {
            bucket.rescale(parts, nowNanos);
        }
    }

    /** Returns the approximate number of buckets. */
    long size() {
        return buckets.estimatedSize();
    }
}
