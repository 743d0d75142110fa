package com.raptorcomply.gateway.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.github.bucket4j.TimeMeter;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A bounded number of buckets by owner, each holding this gateway's share of a limit. Any thread. */
final class Buckets<K> {
    private final Plan plan;
    private final Cache<K, Meter> meters;
    private final TimeMeter clock;
    private final IntSupplier shares;

    /**
     * @param plan of owners without a limit of their own
     * @param shares in how many parts the limit is divided, at least 1; read for each request
     */
    Buckets(Plan plan, int bucketsMax, TimeMeter clock, IntSupplier shares) {
        this.plan = plan;
        this.meters = Caffeine.newBuilder()
                .maximumSize(bucketsMax)
                .executor(Runnable::run)
                .build();
        this.clock = clock;
        this.shares = shares;
    }

    Meter of(K owner) {
        return of(owner, null);
    }

    /** The owner's bucket; a new, full one when there is none, or when the owner's limit has changed. */
    Meter of(K owner, @Nullable RateLimit own) {
        RateLimit limit = own == null ? plan.limit() : own;
        int parts = shares.getAsInt();
        Meter meter = meters.getIfPresent(owner);
        if (meter == null || !meter.isOf(limit)) {
            meter = meters.asMap()
                    .compute(
                            owner,
                            (key, present) -> present != null && present.isOf(limit) ? present : meter(limit, parts));
        }
        meter.divide(parts);
        return meter;
    }

    /** About how many are held. */
    long size() {
        return meters.estimatedSize();
    }

    private Meter meter(RateLimit limit, int parts) {
        return new Meter(plan.with(limit), parts, clock);
    }
}
