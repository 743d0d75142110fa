package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.chassis.http.ClientNetwork;
import com.raptorcomply.gateway.auth.OneInEight;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.keyservice.client.grant.Grant;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits request rates within one gateway, exactly for its part of each limit. Client addresses are charged only for
 * requests with a bad key, so that a flood of bad keys takes nothing from valid ones. Any thread.
 *
 * <p>Each of n gateways holds one n-th (contract section 6). In a time T all of them admit at most {@code burst + n - 1
 * + requests * T / period} of a limit. When their number changes from n to n + 1, the old ones hold one n-th each until
 * their next renewal, so up to {@code 1/(n+1)} of the rate and one full part are added.
 */
public final class LocalRateLimiter {
    /** The buckets of a permit's key and organization. */
    private record Buckets(TokenBucket key, TokenBucket organization) implements Permit.BucketRef {}

    private final BucketCache<UUID> keys;
    private final BucketCache<UUID> organizations;
    private final Map<String, BucketCache<UUID>> policies = new HashMap<>();
    private final BucketCache<ClientNetwork> addresses;
    private final BucketCache<ClientNetwork> open;

    /** @param gateways among which keys' and organizations' limits are divided; read for each request */
    public LocalRateLimiter(LimitsConfig settings, IntSupplier gateways) {
        int bucketsMax = settings.bucketsMax();
        IntSupplier shares = settings.sharedAcrossGateways() ? gateways : () -> 1;
        keys = new BucketCache<>(
                new RateLimitPolicy(
                        ThrottleReason.KEY_RATE_LIMIT, "key", settings.key().limit()),
                bucketsMax,
                shares);
        organizations = new BucketCache<>(
                new RateLimitPolicy(
                        ThrottleReason.ORGANIZATION_RATE_LIMIT,
                        "organization",
                        settings.organization().limit()),
                bucketsMax,
                shares);
        settings.policies()
                .forEach((name, limit) -> policies.put(
                        name,
                        new BucketCache<>(
                                new RateLimitPolicy(ThrottleReason.ROUTE_RATE_LIMIT, name, limit.limit()),
                                bucketsMax,
                                shares)));
        open = new BucketCache<>(
                new RateLimitPolicy(
                        ThrottleReason.PUBLIC_RATE_LIMIT,
                        "address",
                        settings.publicPerAddress().limit()),
                bucketsMax,
                () -> 1);
        addresses = new BucketCache<>(
                new RateLimitPolicy(
                        ThrottleReason.BAD_KEYS_RATE_LIMIT,
                        "address",
                        settings.badKeysPerAddress().limit()),
                bucketsMax,
                () -> 1);
    }

    /**
     * Takes a token for the key, the organization and, on a route with a policy, the key's bucket of that policy. If
     * one of them refuses, no bucket is charged.
     *
     * @param policy name of the route's policy; null without one
     * @param now on the monotonic clock in nanoseconds, read for this request
     */
    public RateLimitResult take(Permit permit, @Nullable String policy, long now) {
        Buckets buckets = buckets(permit, now);
        TokenBucket key = buckets.key();
        long keyOutcome = key.take(now);
        if (!TokenBucket.granted(keyOutcome)) {
            return key.result(keyOutcome);
        }
        TokenBucket organization = buckets.organization();
        long organizationOutcome = organization.take(now);
        if (!TokenBucket.granted(organizationOutcome)) {
            key.refund();
            return organization.result(organizationOutcome);
        }
        boolean keyIsTighter = key.left(keyOutcome) <= organization.left(organizationOutcome);
        TokenBucket tighter = keyIsTighter ? key : organization;
        long outcome = keyIsTighter ? keyOutcome : organizationOutcome;
        BucketCache<UUID> policyBuckets = policy == null ? null : policies.get(policy);
        if (policyBuckets == null) {
            return tighter.result(outcome);
        }
        TokenBucket policyBucket = policyBuckets.get(permit.grant().keyId(), now);
        long policyOutcome = policyBucket.take(now);
        if (!TokenBucket.granted(policyOutcome)) {
            key.refund();
            organization.refund();
        }
        return policyBucket.left(policyOutcome) <= tighter.left(outcome)
                ? policyBucket.result(policyOutcome)
                : tighter.result(outcome);
    }

    /**
     * Returns the buckets of a permit. One look-up in eight refreshes the cache's recency; otherwise the buckets stored
     * on the permit are used.
     */
    private Buckets buckets(Permit permit, long now) {
        if (permit.rateLimitBuckets() instanceof Buckets stored && !OneInEight.sample(now)) {
            keys.rescale(stored.key(), now);
            organizations.rescale(stored.organization(), now);
            return stored;
        }
        Grant grant = permit.grant();
        Buckets found = new Buckets(
                keys.get(grant.keyId(), grant.bounds().rateLimit(), now),
                organizations.get(grant.organization().id(), now));
        if (!found.equals(permit.rateLimitBuckets())) {
            permit.storeRateLimitBuckets(found);
        }
        return found;
    }

    /** Charges a request on an open route to its client address. */
    public RateLimitResult takeOpen(InetAddress client, long now) {
        return take(open, client, now);
    }

    /** Charges a request without a valid key to its client address. */
    public RateLimitResult takeRefused(InetAddress client, long now) {
        return take(addresses, client, now);
    }

    private static RateLimitResult take(BucketCache<ClientNetwork> buckets, InetAddress client, long now) {
        TokenBucket address = buckets.get(ClientNetwork.of(client), now);
        return address.result(address.take(now));
    }

    public long size() {
        long policyBuckets =
                policies.values().stream().mapToLong(BucketCache::size).sum();
        return keys.size() + organizations.size() + policyBuckets + addresses.size() + open.size();
    }
}
