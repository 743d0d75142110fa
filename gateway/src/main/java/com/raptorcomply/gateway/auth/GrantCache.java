package com.raptorcomply.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import com.raptorcomply.keyservice.client.key.SecretId;
import com.raptorcomply.keyservice.client.protocol.ClockReading;
import com.raptorcomply.keyservice.client.protocol.GrantInvalidation;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The verified keys of this gateway, and a small memory of refused ones. A key that acts as a user has a grant of its own for
 * each such user, within the same bounds. An entry that was evicted is never returned
 * again, whenever the cache itself lets go of it; which one it lets go it judges by a sample of the uses. Any thread; a hit
 * neither blocks nor allocates.
 */
public final class GrantCache implements GrantInvalidation {
    /** What an unknown key is compared with, so that it takes as long as a known one. */
    private static final KeyDigest DUMMY = KeyDigest.ofBytes(new byte[KeyDigest.BYTES]);

    private record Refused(Denial denial, long filledAt, List<Subject> subjects) {}

    private final InvalidationTable marks = new InvalidationTable();
    private final Cache<Object, Permit> permits;
    private final Cache<VerificationRequest, Refused> refused;

    /** @param clock whose monotonic side ends the refusals */
    public GrantCache(CacheConfig settings, DualClock clock) {
        permits = Caffeine.newBuilder()
                .maximumWeight(settings.grantsMax())
                .weigher((Object place, Permit permit) -> permit.weight())
                .executor(Runnable::run)
                .build();
        refused = Caffeine.newBuilder()
                .maximumSize(settings.refusalsMax())
                .expireAfterWrite(settings.negativeTtl())
                .ticker(clock::monotonicNanos)
                .executor(Runnable::run)
                .build();
    }

    /**
     * What is known of a key: its permit, that it has expired, or that it was refused lately; null when nothing is.
     *
     * @param actsAs the user that it is to act as; null for the key by itself
     */
    @Nullable
    Decision recall(SecretId secret, KeyDigest presented, @Nullable UUID actsAs, long monotonicNanos) {
        Object place = place(secret, actsAs);
        Permit permit = OneInEight.is(monotonicNanos)
                ? permits.getIfPresent(place)
                : permits.policy().getIfPresentQuietly(place);
        boolean matches =
                permit == null ? DUMMY.matches(presented) : permit.grant().isFor(presented);
        if (permit != null && matches && permit.isCurrent(marks)) {
            return permit.isExpired(monotonicNanos) ? Denial.EXPIRED : permit;
        }
        Refused refusal = refused.getIfPresent(new VerificationRequest(secret.toString(), presented, actsAs));
        return refusal != null && marks.unchanged(refusal.filledAt(), refusal.subjects()) ? refusal.denial() : null;
    }

    /**
     * Remembers a grant, never over a newer one. To be called in one step with respect to applying changes.
     *
     * @param askedAtNanos when the question left, from which an expiry counts
     */
    Permit fill(Grant grant, long askedAtNanos) {
        Permit filled = permitOnce(grant, askedAtNanos);
        return permits.asMap()
                .merge(place(grant), filled, (present, other) -> isNewer(present, grant) ? present : other);
    }

    private boolean isNewer(Permit present, Grant grant) {
        return present.isCurrent(marks) && present.grant().sequence() > grant.sequence();
    }

    /** A permit for the requests that wait for this answer only: without a lease nothing is remembered. */
    Permit permitOnce(Grant grant, long askedAtNanos) {
        long deadline = grant.expiresInMillis() == 0
                ? Permit.NEVER
                : askedAtNanos + TimeUnit.MILLISECONDS.toNanos(grant.expiresInMillis());
        return new Permit(grant, deadline, marks.now());
    }

    /** Remembers a refusal. To be called in one step with respect to applying changes. */
    void refuse(VerificationRequest question, Denial denial, Verdict.Refused verdict) {
        refused.put(question, new Refused(denial, marks.now(), verdict.subjects()));
    }

    private static Object place(Grant grant) {
        Grant.Actor actor = grant.actor();
        return place(grant.secret(), actor == null ? null : actor.userId());
    }

    /** Where a permit is kept: the grant's own object for a key by itself, so that most entries need none of their own. */
    private static Object place(SecretId secret, @Nullable UUID actsAs) {
        return actsAs == null ? secret : new Acting(secret, actsAs);
    }

    /** The place of a key that acts as a user. */
    private record Acting(SecretId secret, UUID user) {}

    @Override
    public void warm(List<Grant> grants, ClockReading asked) {
        grants.forEach(grant -> fill(grant, asked.monotonicNanos()));
    }

    @Override
    public void evict(Subject subject) {
        marks.evict(subject);
        if (subject.kind() == Subject.Kind.SECRET) {
            permits.invalidate(SecretId.of(subject.id()));
        }
    }

    @Override
    public void evictAll() {
        marks.evictAll();
        permits.invalidateAll();
        refused.invalidateAll();
    }

    /** Whose a key is that is remembered, as a good one or as a refused one; null when nothing is. */
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

    /** About how many grants are held, those evicted and not yet let go of included. */
    public long size() {
        return permits.estimatedSize();
    }

    /** Whether a permit given earlier would still be given, but for its expiry. */
    public boolean stillHolds(Permit permit) {
        return permit.isCurrent(marks);
    }
}
