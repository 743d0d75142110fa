package com.raptorcomply.gateway.quota;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.util.concurrent.TimeUnit;

/** One bucket with the plan that it was made by. Any thread. */
final class Meter {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Plan plan;
    private final Bucket bucket;

    Meter(Plan plan, Bucket bucket) {
        this.plan = plan;
        this.bucket = bucket;
    }

    boolean isOf(RateLimit limit) {
        return plan.limit().equals(limit);
    }

    ConsumptionProbe take() {
        return bucket.tryConsumeAndReturnRemaining(1);
    }

    void giveBack() {
        bucket.addTokens(1);
    }

    Allowance allowance(ConsumptionProbe probe) {
        String state = '"' + plan.name() + "\";r=" + probe.getRemainingTokens() + ";t="
                + secondsUp(probe.getNanosToWaitForReset());
        long retry = probe.isConsumed() ? 0 : Math.max(1, secondsUp(probe.getNanosToWaitForRefill()));
        return new Allowance(probe.isConsumed(), plan.policy(), state, retry);
    }

    private static long secondsUp(long nanos) {
        return (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    }
}
