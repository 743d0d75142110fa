package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.quota.QuotaSettings;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.time.Duration;

/** Reads the {@code limits} of the settings: the plans of keys, organizations, and addresses that send bad keys. */
final class LimitSettings {
    private static final int REQUESTS_MAX = 1_000_000_000;
    private static final int BUCKETS_DEFAULT = 100_000;
    private static final int BUCKETS_MAX = 10_000_000;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private LimitSettings() {}

    static QuotaSettings from(Settings settings) {
        Settings limits = settings.child("limits");
        return new QuotaSettings(
                limit(limits.child("key"), 600_000),
                limit(limits.child("organization"), 1_200_000),
                limit(limits.child("refusedAddress"), 6_000),
                limit(limits.child("openAddress"), 600),
                limits.integer("bucketsMax", BUCKETS_DEFAULT, 1, BUCKETS_MAX));
    }

    private static RateLimit limit(Settings plan, int requestsDefault) {
        int requests = plan.integer("requests", requestsDefault, 1, REQUESTS_MAX);
        Duration period = plan.duration("period", PERIOD, Duration.ofSeconds(1), Duration.ofDays(1));
        int burst = plan.integer("burst", requests, 1, REQUESTS_MAX);
        return new RateLimit(requests, period.toMillis(), burst);
    }
}
