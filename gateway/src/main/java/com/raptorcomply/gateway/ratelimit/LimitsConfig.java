package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Computed;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code limits}: the rate limits, and how many buckets are kept.
 *
 * @param key each key's own bucket, unless its grant brings another limit
 * @param organization all keys of an organization together
 * @param policies what each key has on routes that name the policy, besides its own bucket
 * @param badKeysPerAddress requests with bad keys from one client address
 * @param publicPerAddress requests on routes that need no key, from one client address
 * @param bucketsMax of each kind; past it the least used is forgotten, which fills it
 * @param sharedAcrossGateways limits of keys and organizations are divided among the gateways; else each gateway has them
 *     whole
 * @param redis counts over all gateways together; null: no Redis
 */
public record LimitsConfig(
        @Default("requests: 600000") OwnerLimitConfig key,
        @Default("requests: 1200000") OwnerLimitConfig organization,
        Map<String, RateLimitConfig> policies,
        @Default("requests: 6000") RateLimitConfig badKeysPerAddress,
        @Default("requests: 600") RateLimitConfig publicPerAddress,
        @Default("100000") int bucketsMax,
        @Default("true") boolean sharedAcrossGateways,
        @Nullable RedisConfig redis) {
    private static final int REQUESTS_MAX = 1_000_000_000;
    private static final int IN_FLIGHT_MAX = 1_000_000;
    private static final Set<String> RESERVED = Set.of("key", "organization", "address");

    public LimitsConfig {
        policies = Checks.accepted(policies);
        Checks checks = new Checks().within("bucketsMax", bucketsMax, 1, 10_000_000);
        for (String name : policies.keySet()) {
            checks.expect(
                    name.matches("[a-z][a-z0-9-]{0,30}") && !RESERVED.contains(name),
                    "policies." + name,
                    name,
                    "a policy's name: lower case letters, digits and dashes, not key, organization or address");
        }
        checks.done();
    }

    /**
     * With bounds of requests in flight where there are none, so that no key and no organization shuts out the others.
     *
     * @param ofOrganization for an organization
     * @param ofKey for a key, at most what its organization has
     */
    public LimitsConfig withInFlight(int ofOrganization, int ofKey) {
        OwnerLimitConfig organizations = organization.orInFlight(ofOrganization);
        OwnerLimitConfig keys = key.orInFlight(Math.min(organizations.inFlightMax(), ofKey));
        return new LimitsConfig(
                keys,
                organizations,
                policies,
                badKeysPerAddress,
                publicPerAddress,
                bucketsMax,
                sharedAcrossGateways,
                redis);
    }

    private static Checks checks(int requests, @Nullable Duration period, int burst) {
        return new Checks()
                .within("requests", requests, 1, REQUESTS_MAX)
                .within("period", period, Duration.ofSeconds(1), Duration.ofDays(1))
                .within("burst", burst, 1, REQUESTS_MAX);
    }

    /**
     * A token bucket.
     *
     * @param requests tokens that a period brings
     * @param burst tokens that the bucket holds
     */
    public record RateLimitConfig(
            @Default("60000") int requests,
            @Default("1m") Duration period,
            @Computed("as requests") Integer burst) {
        public RateLimitConfig {
            burst = burst == null ? requests : burst;
            checks(requests, period, burst).done();
        }

        public RateLimit limit() {
            return new RateLimit(requests, period.toMillis(), burst);
        }
    }

    /**
     * The token bucket of each key, or of each organization.
     *
     * @param requests tokens that a period brings
     * @param burst tokens that the bucket holds
     * @param inFlightMax requests under way to the upstreams at once
     */
    public record OwnerLimitConfig(
            int requests,
            @Default("1m") Duration period,
            @Computed("as requests") Integer burst,
            @Computed("by http.requestsMax") Integer inFlightMax) {
        public OwnerLimitConfig {
            burst = burst == null ? requests : burst;
            checks(requests, period, burst)
                    .within("inFlightMax", inFlightMax == null ? 1 : inFlightMax, 1, IN_FLIGHT_MAX)
                    .done();
        }

        public RateLimit limit() {
            return new RateLimit(requests, period.toMillis(), burst);
        }

        private OwnerLimitConfig orInFlight(int most) {
            return new OwnerLimitConfig(requests, period, burst, inFlightMax == null ? most : inFlightMax);
        }
    }

    /**
     * The Redis that counts for all gateways together.
     *
     * @param url {@code redis(s)://host[:port][/database]}
     * @param timeout for one request's buckets; past it the gateway counts alone
     * @param retryAfter the time until a Redis that did not answer is tried again
     */
    public record RedisConfig(
            URI url,
            @Nullable String user,
            @Nullable Secret password,
            @Default("50ms") Duration timeout,
            @Default("1s") Duration retryAfter) {
        public RedisConfig {
            new Checks()
                    .expect(
                            url == null || isRedis(url),
                            "url",
                            url,
                            "redis(s)://host[:port][/database]; user and password stand apart")
                    .within("timeout", timeout, Duration.ofMillis(1), Duration.ofSeconds(5))
                    .within("retryAfter", retryAfter, Duration.ofMillis(10), Duration.ofMinutes(5))
                    .done();
        }

        private static boolean isRedis(URI url) {
            return Set.of("redis", "rediss").contains(url.getScheme())
                    && url.getUserInfo() == null
                    && url.getQuery() == null
                    && Checks.isPort(url)
                    && url.getPath().matches("(/[0-9]{0,4})?");
        }
    }
}
