package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.TestGrants;
import com.raptorcomply.gateway.ratelimit.LimitsConfig;
import com.raptorcomply.gateway.ratelimit.LimitsConfig.OwnerLimitConfig;
import com.raptorcomply.gateway.ratelimit.LimitsConfig.RateLimitConfig;
import com.raptorcomply.gateway.ratelimit.LocalRateLimiter;
import com.raptorcomply.keyservice.client.grant.Organization;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A permit stores its buckets, and they are the buckets of its key and its organization. */
class SecretsOfAKeyShareItsLimitTest {
    private static final Organization ORGANIZATION = Organization.of(UUID.randomUUID(), "Basin Electric");
    private static final RateLimit TEN = new RateLimit(10, 86_400_000, 10);
    private static final RateLimit MANY = new RateLimit(1_000, 86_400_000, 1_000);
    private static final long SECOND_NANOS = 1_000_000_000;

    private final TagKeys tagKeys = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    private final GrantCache grants =
            new GrantCache(new CacheConfig(100, 1, 1, Duration.ofSeconds(1)), DualClock.SYSTEM);
    private final SplittableRandom random = new SplittableRandom(20261121);

    @Test
    void ofTheirKey() {
        LocalRateLimiter quota = quota(TEN, MANY);
        UUID key = UUID.randomUUID();

        assertThat(granted(quota, permit(key), permit(key))).isEqualTo(10);
    }

    @Test
    void andKeysThatOfTheirOrganization() {
        LocalRateLimiter quota = quota(MANY, TEN);

        assertThat(granted(quota, permit(UUID.randomUUID()), permit(UUID.randomUUID())))
                .isEqualTo(10);
    }

    @Test
    void whatTheOrganizationRefusesIsNotChargedToTheKey() {
        LocalRateLimiter quota = quota(TEN, new RateLimit(5, 86_400_000, 5));
        Permit refused = permit(UUID.randomUUID());

        assertThat(granted(quota, refused, refused)).isEqualTo(5);
        assertThat(quota.take(refused, null, 0).policy()).startsWith("\"organization\"");
    }

    @Test
    void whatThePlanOfARouteRefusesIsChargedToNobody() {
        RateLimit one = new RateLimit(1, 86_400_000, 1);
        LocalRateLimiter quota = quota(TEN, TEN, Map.of("exports", one));
        Permit permit = permit(UUID.randomUUID());
        for (int i = 0; i < 100; i++) {
            assertThat(quota.take(permit, "exports", 0).granted()).isEqualTo(i == 0);
        }

        assertThat(granted(quota, permit, permit)).isEqualTo(9);
    }

    /** Sends a hundred requests with the two permits in turn, at irregular times of one second. */
    private long granted(LocalRateLimiter quota, Permit one, Permit other) {
        long granted = 0;
        for (int i = 0; i < 100; i++) {
            long now = random.nextLong(SECOND_NANOS);
            granted += quota.take(i % 2 == 0 ? one : other, null, now).granted() ? 1 : 0;
        }
        return granted;
    }

    private static LocalRateLimiter quota(RateLimit key, RateLimit organization) {
        return quota(key, organization, Map.of());
    }

    private static LocalRateLimiter quota(RateLimit key, RateLimit organization, Map<String, RateLimit> plans) {
        Map<String, RateLimitConfig> policies = new HashMap<>();
        plans.forEach((name, limit) -> policies.put(name, config(limit)));
        return new LocalRateLimiter(
                new LimitsConfig(
                        owner(key), owner(organization), policies, config(MANY), config(MANY), 100, true, null),
                () -> 1);
    }

    private static RateLimitConfig config(RateLimit limit) {
        return new RateLimitConfig(
                (int) limit.requests(), Duration.ofMillis(limit.periodMillis()), (int) limit.burst());
    }

    private static OwnerLimitConfig owner(RateLimit limit) {
        return new OwnerLimitConfig(
                (int) limit.requests(), Duration.ofMillis(limit.periodMillis()), (int) limit.burst(), 1);
    }

    private Permit permit(UUID keyId) {
        String key = NewKey.mint(tagKeys, new SecureRandom()).reveal();
        return grants.fill(TestGrants.of(key, keyId, ORGANIZATION), 0);
    }
}
