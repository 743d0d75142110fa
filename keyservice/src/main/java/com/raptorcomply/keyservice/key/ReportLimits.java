package com.raptorcomply.keyservice.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Limits the rate of leak reports. Each client network has its own bucket, so one client cannot lock out others. A
 * global bucket protects the database from many clients. A network's bucket is removed once it is full again. Safe on
 * any thread.
 */
final class ReportLimits {
    static final Rate NETWORK = new Rate(5, 50);
    static final Rate ALL = new Rate(200, 2_000);

    private static final int NETWORKS_MAX = 10_000;

    private final Rate network;
    private final Cache<String, Bucket> networks;
    private final Bucket all;

    /** A rate limit: requests per second and burst size. */
    record Rate(int perSecond, int burst) {
        Bucket bucket() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build();
        }

        Duration refill() {
            return Duration.ofSeconds(1 + burst / perSecond);
        }
    }

    ReportLimits(Rate network, Rate all) {
        this.network = network;
        this.all = all.bucket();
        this.networks = Caffeine.newBuilder()
                .maximumSize(NETWORKS_MAX)
                .expireAfterAccess(network.refill())
                .executor(Runnable::run)
                .build();
    }

    /** Returns 0 if the report is admitted, else the seconds until the client may retry. */
    long refusedForSeconds(String from) {
        long seconds = refusedForSeconds(networks.get(from, absent -> network.bucket()));
        return seconds > 0 ? seconds : refusedForSeconds(all);
    }

    private static long refusedForSeconds(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
    }
}
