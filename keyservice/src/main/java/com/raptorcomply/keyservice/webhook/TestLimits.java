package com.raptorcomply.keyservice.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.raptorcomply.chassis.problem.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Limits the rate of tests, because each sends a request to an address that the caller has chosen. Safe on any thread. */
final class TestLimits {
    private static final int BURST = 20;
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final int ORGANIZATIONS_MAX = 10_000;

    private final Cache<UUID, Bucket> organizations = Caffeine.newBuilder()
            .maximumSize(ORGANIZATIONS_MAX)
            .expireAfterAccess(PERIOD.multipliedBy(BURST + 1))
            .executor(Runnable::run)
            .build();

    /** Throws 429 if the organization has tested {@value #BURST} times in the last seconds. */
    void require(UUID organizationId) {
        Bucket bucket = organizations.get(organizationId, absent -> Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST).refillGreedy(1, PERIOD))
                .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Problem.tooManyRequests(TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1)
                    .exception();
        }
    }
}
