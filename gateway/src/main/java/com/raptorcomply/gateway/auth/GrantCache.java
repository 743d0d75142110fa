package com.raptorcomply.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import com.raptorcomply.keyservice.client.key.SecretId;
import com.raptorcomply.keyservice.client.protocol.ClockReading;
import com.raptorcomply.keyservice.client.protocol.GrantInvalidation;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Caches the verified keys of this gateway, and refused keys: revoked ones until a change ends the entry, others for a short
 * time. A key that acts as a user has an entry of its own for each such user, within the same bound. An invalidated entry is
 * never returned again, whenever the cache itself removes it. The cache chooses the entry to remove by a sample of the uses.
 * Any thread; a hit neither blocks nor allocates.
 */
public final class GrantCache implements GrantInvalidation {
    /** Digest with which an unknown key is compared, so that the look-up takes as long as for a known key. */
    private static final KeyDigest UNKNOWN = KeyDigest.ofBytes(new byte[KeyDigest.BYTES]);

    /** The life of an entry that only a change ends. */
    private static final Duration UNLIMITED = Duration.ofNanos(Long.MAX_VALUE);

    private record Refused(Denial denial, long filledAt, List<Subject> subjects, Duration life) {}

    private final InvalidationTable invalidations = new InvalidationTable();
    private final LongAdder evicted = new LongAdder();
    private final Cache<Object, Permit> permits;
    private final Cache<VerificationRequest, Refused> refused;
    private final Duration negativeTtl;

    /** @param clock whose monotonic side ends the refusals */
    public GrantCache(CacheConfig settings, DualClock clock) {
        permits = Caffeine.newBuilder()
                .maximumWeight(settings.grantsMax())
                .weigher((Object cacheKey, Permit permit) -> permit.weight())
                .evictionListener((cacheKey, permit, cause) -> evicted.increment())
                .executor(Runnable::run)
                .build();
        negativeTtl = settings.negativeTtl();
        refused = Caffeine.newBuilder()
                .maximumSize(settings.refusalsMax())
                .expireAfter(Expiry.writing((VerificationRequest request, Refused refusal) -> refusal.life()))
                .ticker(clock::monotonicNanos)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Looks a key up.
     *
     * @param actsAs the user as whom the key is to act; null for the key itself
     * @return the permit, {@link Denial#EXPIRED}, or a cached refusal; null if nothing is cached
     */
    @Nullable
    Decision lookup(SecretId secret, KeyDigest presented, @Nullable UUID actsAs, long monotonicNanos) {
        Object cacheKey = cacheKey(secret, actsAs);
        Permit permit = OneInEight.sample(monotonicNanos)
                ? permits.getIfPresent(cacheKey)
                : permits.policy().getIfPresentQuietly(cacheKey);
        boolean matches =
                permit == null ? UNKNOWN.matches(presented) : permit.grant().isFor(presented);
        if (permit != null && matches && permit.isCurrent(invalidations)) {
            return permit.isExpired(monotonicNanos) ? Denial.EXPIRED : permit;
        }
        Refused refusal = refused.getIfPresent(new VerificationRequest(secret.toString(), presented, actsAs));
        return refusal != null && invalidations.unchanged(refusal.filledAt(), refusal.subjects())
                ? refusal.denial()
                : null;
    }

    /**
     * Caches a grant unless a newer one is cached. Must run in one step with respect to applying changes (Revocation:
     * Fence).
     *
     * @param requestedAtNanos when the verification request was sent, from which an expiry counts
     */
    Permit fill(Grant grant, long requestedAtNanos) {
        Permit filled = permitOnce(grant, requestedAtNanos);
        return permits.asMap()
                .merge(cacheKey(grant), filled, (present, other) -> isNewer(present, grant) ? present : other);
    }

    private boolean isNewer(Permit present, Grant grant) {
        return present.isCurrent(invalidations) && present.grant().sequence() > grant.sequence();
    }

    /**
     * Makes a permit for the requests that wait for this verification, without caching it, because the gateway has no
     * lease.
     */
    Permit permitOnce(Grant grant, long requestedAtNanos) {
        long deadline = grant.expiresAtMillis() == 0
                ? Permit.NEVER
                : requestedAtNanos + TimeUnit.MILLISECONDS.toNanos(grant.expiresInMillis());
        return new Permit(grant, deadline, invalidations.now());
    }

    /**
     * Caches a refusal. Must run in one step with respect to applying changes (Revocation: Fence). That of a revoked key lasts
     * as long as a grant, because it rests on the same subjects.
     */
    void cacheRefusal(VerificationRequest request, Denial denial, Verdict.Refused verdict) {
        Duration life = verdict.reason() == Verdict.Reason.REVOKED ? UNLIMITED : negativeTtl;
        refused.put(request, new Refused(denial, invalidations.now(), verdict.subjects(), life));
    }

    private static Object cacheKey(Grant grant) {
        Grant.Actor actor = grant.actor();
        return cacheKey(grant.secret(), actor == null ? null : actor.userId());
    }

    /**
     * Returns the cache key. A key that acts as itself uses the grant's own object, which saves an allocation for most
     * entries.
     */
    private static Object cacheKey(SecretId secret, @Nullable UUID actsAs) {
        return actsAs == null ? secret : new ActingKey(secret, actsAs);
    }

    /** The cache key of an API key that acts as a user. */
    private record ActingKey(SecretId secret, UUID user) {}

    @Override
    public void warm(List<Grant> grants, ClockReading requested) {
        grants.forEach(grant -> fill(grant, requested.monotonicNanos()));
    }

    @Override
    public void evict(Subject subject) {
        invalidations.evict(subject);
        if (subject.kind() == Subject.Kind.SECRET) {
            permits.invalidate(SecretId.of(subject.id()));
        }
    }

    @Override
    public void evictAll() {
        invalidations.evictAll();
        permits.invalidateAll();
        refused.invalidateAll();
    }

    /** Returns the organization of a cached key, valid or refused; null if the key is not cached. */
    @Nullable
    UUID organizationOf(String secretId, KeyDigest presented) {
        Permit permit = permits.getIfPresent(SecretId.of(secretId));
        if (permit != null && permit.grant().digest().matches(presented)) {
            return permit.grant().organization().id();
        }
        Refused refusal = refused.getIfPresent(new VerificationRequest(secretId, presented, null));
        if (refusal == null) {
            return null;
        }
        for (Subject subject : refusal.subjects()) {
            if (subject.kind() == Subject.Kind.ORGANIZATION) {
                return UUID.fromString(subject.id());
            }
        }
        return null;
    }

    /** Returns the approximate number of cached grants, including invalidated ones that are not yet removed. */
    public long size() {
        return permits.estimatedSize();
    }

    /** Returns the number of grants that were removed because the cache was full. */
    public long evicted() {
        return evicted.sum();
    }

    /** Returns the approximate number of cached refusals. */
    public long refusals() {
        return refused.estimatedSize();
    }

    /** Returns true if no invalidation has ended the permit. Does not check its expiry. */
    public boolean isCurrent(Permit permit) {
        return permit.isCurrent(invalidations);
    }
}
