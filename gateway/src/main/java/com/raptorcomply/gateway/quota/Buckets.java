package com.raptorcomply.gateway.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/** A bounded number of buckets by owner. Any thread. */
final class Buckets<K> {
    private final Plan plan;
    private final Cache<K, Meter> meters;
    private final TimeMeter clock;

    /** @param plan of owners without a limit of their own */
    Buckets(Plan plan, int bucketsMax, TimeMeter clock) {
        this.plan = plan;
        this.meters = Caffeine.newBuilder().maximumSize(bucketsMax).build();
        this.clock = clock;
    }

    Meter of(K owner) {
        return of(owner, null);
    }

    /** The owner's bucket; a new, full one when there is none, or when the owner's limit has changed. */
    Meter of(K owner, @Nullable RateLimit own) {
        RateLimit limit = own == null ? plan.limit() : own;
        Meter meter = meters.getIfPresent(owner);
        if (meter != null && meter.isOf(limit)) {
            return meter;
        }
        return meters.asMap()
                .compute(owner, (key, present) -> present != null && present.isOf(limit) ? present : meter(limit));
    }

    private Meter meter(RateLimit limit) {
        Plan rules = plan.limit().equals(limit) ? plan : new Plan(plan.name(), limit);
        return new Meter(rules, rules.bucket(clock));
    }
}
