package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.gateway.auth.OneInEight;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.http.guard.AddressPrefix;
import com.raptorcomply.keyservice.client.grant.Grant;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one gateway, exact for the share of them that it holds. Addresses are charged only for requests that
 * are refused for their key, so that no flood of bad keys takes anything from a good one. Any thread.
 *
 * <p>With n gateways each holds one n-th (contract section 6). What all of them admit of a limit in a time T is at most
 * {@code burst + n - 1 + requests * T / period}; while their number changes from n to n + 1, for at most the time between two
 * renewals, the old ones still hold one n-th each, so up to {@code 1/(n+1)} of the rate and one full share come on top.
 */
public final class LocalRateLimiter {
    /** What every request of a permit is charged to. */
    private record Pair(TokenBucket key, TokenBucket organization) implements Permit.Charged {}

    private final BucketCache<UUID> keys;
    private final BucketCache<UUID> organizations;
    private final Map<String, BucketCache<UUID>> plans = new HashMap<>();
    private final BucketCache<AddressPrefix> addresses;
    private final BucketCache<AddressPrefix> open;

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
                .forEach((name, limit) -> plans.put(
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
     * Charges a request to its key, its organization and, on a route with a plan, to what its key has of that; one that any
     * of them refuses is charged to none.
     *
     * @param now on the monotonic clock in nanoseconds, read for this request; the same for the others below
     */
    public RateLimitResult take(Permit permit, @Nullable String plan, long now) {
        Pair charged = charged(permit, now);
        TokenBucket key = charged.key();
        long ofKey = key.take(now);
        if (!TokenBucket.granted(ofKey)) {
            return key.allowance(ofKey);
        }
        TokenBucket organization = charged.organization();
        long ofOrganization = organization.take(now);
        if (!TokenBucket.granted(ofOrganization)) {
            key.giveBack();
            return organization.allowance(ofOrganization);
        }
        boolean keyIsTighter = key.left(ofKey) <= organization.left(ofOrganization);
        TokenBucket tighter = keyIsTighter ? key : organization;
        long said = keyIsTighter ? ofKey : ofOrganization;
        BucketCache<UUID> planned = plan == null ? null : plans.get(plan);
        if (planned == null) {
            return tighter.allowance(said);
        }
        TokenBucket ofPlan = planned.of(permit.grant().keyId(), now);
        long saidOfPlan = ofPlan.take(now);
        if (!TokenBucket.granted(saidOfPlan)) {
            key.giveBack();
            organization.giveBack();
        }
        return ofPlan.left(saidOfPlan) <= tighter.left(said) ? ofPlan.allowance(saidOfPlan) : tighter.allowance(said);
    }

    /** The buckets are looked up now and then only, so that it is known which are in use, and one forgotten comes back. */
    private Pair charged(Permit permit, long now) {
        if (permit.charged() instanceof Pair kept && !OneInEight.is(now)) {
            keys.divide(kept.key(), now);
            organizations.divide(kept.organization(), now);
            return kept;
        }
        Grant grant = permit.grant();
        Pair found = new Pair(
                keys.of(grant.keyId(), grant.bounds().rateLimit(), now),
                organizations.of(grant.organization().id(), now));
        if (!found.equals(permit.charged())) {
            permit.charge(found);
        }
        return found;
    }

    /** Charges a request on a route that is open to everybody to the address that it came from. */
    public RateLimitResult takeOpen(InetAddress client, long now) {
        return take(open, client, now);
    }

    /** Charges a request without a valid key to the address that it came from. */
    public RateLimitResult takeRefused(InetAddress client, long now) {
        return take(addresses, client, now);
    }

    private static RateLimitResult take(BucketCache<AddressPrefix> buckets, InetAddress client, long now) {
        TokenBucket address = buckets.of(AddressPrefix.of(client), now);
        return address.allowance(address.take(now));
    }

    /** Buckets held: of keys, organizations, plans and addresses together. */
    public long size() {
        long planned = plans.values().stream().mapToLong(BucketCache::size).sum();
        return keys.size() + organizations.size() + planned + addresses.size() + open.size();
    }
}
