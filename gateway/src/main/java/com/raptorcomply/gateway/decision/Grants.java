package com.raptorcomply.gateway.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.protocol.Evictions;
import com.raptorcomply.keyservice.client.protocol.Moment;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The verified keys of this gateway, and a small memory of refused ones. An entry that was evicted is never returned
 * again, whenever the cache itself lets go of it. Any thread; a hit neither blocks nor allocates.
 */
public final class Grants implements Evictions {
    /** What an unknown key is compared with, so that it takes as long as a known one. */
    private static final KeyDigest DUMMY = KeyDigest.ofBytes(new byte[KeyDigest.BYTES]);

    private record Refused(Denial denial, long filledAt, List<Subject> subjects) {}

    private final EvictionMarks marks = new EvictionMarks();
    private final Cache<String, Permit> permits;
    private final Cache<KeyDigest, Refused> refused;

    /** @param clock whose monotonic side ends the refusals */
    public Grants(CacheSettings settings, Clock clock) {
        permits = Caffeine.newBuilder()
                .maximumSize(settings.grantsMax())
                .executor(Runnable::run)
                .build();
        refused = Caffeine.newBuilder()
                .maximumSize(settings.refusalsMax())
                .expireAfterWrite(settings.refusalLifeMillis(), TimeUnit.MILLISECONDS)
                .ticker(clock::monotonicNanos)
                .executor(Runnable::run)
                .build();
    }

    /** What is known of a key: its permit, that it has expired, or that it was refused lately; null when nothing is. */
    @Nullable
    Decision recall(PresentedKey.Wellformed key, long monotonicNanos) {
        Permit permit = permits.getIfPresent(key.secretId());
        KeyDigest digest = permit == null ? DUMMY : permit.grant().digest();
        boolean matches = digest.matches(key.digest());
        if (permit != null && matches && permit.isCurrent(marks)) {
            return permit.isExpired(monotonicNanos) ? Denial.EXPIRED : permit;
        }
        Refused refusal = refused.getIfPresent(key.digest());
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
                .merge(grant.secretId(), filled, (present, other) -> isNewer(present, grant) ? present : other);
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
    void refuse(KeyDigest digest, Denial denial, Verdict.Refused verdict) {
        refused.put(digest, new Refused(denial, marks.now(), verdict.subjects()));
    }

    @Override
    public void warm(List<Grant> grants, Moment asked) {
        grants.forEach(grant -> fill(grant, asked.monotonicNanos()));
    }

    @Override
    public void evict(Subject subject) {
        marks.evict(subject);
        if (subject.kind() == Subject.Kind.SECRET) {
            permits.invalidate(subject.id());
        }
    }

    @Override
    public void evictAll() {
        marks.evictAll();
        permits.invalidateAll();
        refused.invalidateAll();
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
