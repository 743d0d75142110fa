package com.raptorcomply.keyservice.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many leak reports strangers may send: each client network by itself, so that one client shuts nobody else out,
 * and all together, so that many clients do not keep the database busy. A network whose bucket is full again is forgotten.
 * Any thread.
 */
final class ReportLimits {
    static final Rate NETWORK = new Rate(5, 50);
    static final Rate ALL = new Rate(200, 2_000);

    private static final int NETWORKS_MAX = 10_000;

    private final Rate network;
    private final Cache<String, Bucket> networks;
    private final Bucket all;

    /** So many reports in a second, after so many at once. */
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

    /** 0 if a report from there is admitted, else the seconds after which to try again. */
    long refusedForSeconds(String from) {
        long seconds = refusedForSeconds(networks.get(from, absent -> network.bucket()));
        return seconds > 0 ? seconds : refusedForSeconds(all);
    }

    private static long refusedForSeconds(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
    }
}
