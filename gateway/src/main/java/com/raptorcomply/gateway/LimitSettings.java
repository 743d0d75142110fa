package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.quota.QuotaSettings;
import com.raptorcomply.gateway.quota.RedisSettings;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the {@code limits} of the settings: the plans of keys, organizations, and addresses that send bad keys. */
final class LimitSettings {
    private static final int REQUESTS_MAX = 1_000_000_000;
    private static final int BUCKETS_DEFAULT = 100_000;
    private static final int BUCKETS_MAX = 10_000_000;
    private static final int REQUESTS_OF_PLAN = 60_000;
    private static final List<String> RESERVED = List.of("key", "organization", "address");
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private LimitSettings() {}

    static QuotaSettings from(Settings settings) {
        Settings limits = settings.child("limits");
        return new QuotaSettings(
                limit(limits.child("key"), 600_000),
                limit(limits.child("organization"), 1_200_000),
                plans(limits.child("plans")),
                limit(limits.child("refusedAddress"), 6_000),
                limit(limits.child("openAddress"), 600),
                limits.integer("bucketsMax", BUCKETS_DEFAULT, 1, BUCKETS_MAX),
                limits.bool("divided", true),
                redis(limits.child("redis")));
    }

    private static Map<String, RateLimit> plans(Settings settings) {
        Map<String, RateLimit> plans = new TreeMap<>();
        for (String name : settings.keys()) {
            settings.expect(
                    name.matches("[a-z][a-z0-9-]{0,30}") && !RESERVED.contains(name),
                    name,
                    "a plan's name: lower case letters, digits and dashes, none of " + RESERVED);
            plans.put(name, limit(settings.child(name), REQUESTS_OF_PLAN));
        }
        return plans;
    }

    private static @Nullable RedisSettings redis(Settings settings) {
        if (!settings.has("url")) {
            return null;
        }
        URI url = settings.uri("url");
        settings.expect(
                List.of("redis", "rediss").contains(url.getScheme()) && url.getUserInfo() == null,
                "url",
                "redis(s)://host[:port][/database]; user and password stand apart");
        return new RedisSettings(
                url,
                settings.optional("user").orElse(null),
                settings.optionalSecret("password").orElse(null),
                settings.duration("timeout", Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofSeconds(5))
                        .toMillis(),
                settings.duration("retryAfter", Duration.ofSeconds(1), Duration.ofMillis(10), Duration.ofMinutes(5))
                        .toMillis());
    }

    private static RateLimit limit(Settings plan, int requestsDefault) {
        int requests = plan.integer("requests", requestsDefault, 1, REQUESTS_MAX);
        Duration period = plan.duration("period", PERIOD, Duration.ofSeconds(1), Duration.ofDays(1));
        int burst = plan.integer("burst", requests, 1, REQUESTS_MAX);
        return new RateLimit(requests, period.toMillis(), burst);
    }
}
