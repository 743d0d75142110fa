package com.raptorcomply.gateway.quota;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;

/** One bucket with the plan that it was made by. Any thread. */
final class Meter {
    private final Plan plan;
    private final Bucket bucket;
    private volatile int parts;

    Meter(Plan plan, int parts, TimeMeter clock) {
        this.plan = plan;
        this.parts = parts;
        this.bucket = plan.bucket(parts, clock);
    }

    boolean isOf(RateLimit limit) {
        return plan.limit().equals(limit);
    }

    /** Holds another share of the limit from now on; it is as full as it was, in proportion. */
    void divide(int now) {
        if (now != parts) {
            synchronized (this) {
                if (now != parts) {
                    bucket.replaceConfiguration(plan.rules(now), TokensInheritanceStrategy.PROPORTIONALLY);
                    parts = now;
                }
            }
        }
    }

    ConsumptionProbe take() {
        return bucket.tryConsumeAndReturnRemaining(1);
    }

    void giveBack() {
        bucket.addTokens(1);
    }

    Allowance allowance(ConsumptionProbe probe) {
        return plan.allowance(probe);
    }
}
