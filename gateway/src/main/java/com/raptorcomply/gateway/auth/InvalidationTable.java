package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.key.SecretId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Records when each subject was last invalidated. Subjects share a fixed number of slots by their hash. An invalidation
 * is therefore one write however many grants depend on the subject, memory does not grow, and every event loop sees it
 * at once. Two subjects in one slot invalidate each other's grants, which costs one more verification.
 */
final class InvalidationTable {
    private static final int SLOT_BITS = 16;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final AtomicLongArray slots = new AtomicLongArray(1 << SLOT_BITS);
    private volatile long now;
    private volatile long allEvictedAt;

    /**
     * Returns the state in which an entry is cached now. It includes the invalidations that have returned, and no later
     * ones.
     */
    long now() {
        return now;
    }

    /**
     * Invalidates the grants of a subject. Writes the slot before the state advances, because an entry of the old state
     * must see it.
     */
    synchronized void evict(Subject subject) {
        long next = now + 1;
        slots.set(slot(subject), next);
        now = next;
    }

    synchronized void evictAll() {
        long next = now + 1;
        allEvictedAt = next;
        now = next;
    }

    boolean unchanged(long since, Grant grant) {
        return slots.get(slot(grant.secret())) <= since
                && slots.get(spread(grant.keyHash())) <= since
                && slots.get(slot(grant.organization().id())) <= since
                && slots.get(spread(grant.userHash())) <= since
                && allEvictedAt <= since;
    }

    boolean unchanged(long since, List<Subject> subjects) {
        for (Subject subject : subjects) {
            if (slots.get(slot(subject)) > since) {
                return false;
            }
        }
        return allEvictedAt <= since;
    }

    private static int slot(Subject subject) {
        return subject.kind() == Subject.Kind.SECRET
                ? slot(SecretId.of(subject.id()))
                : slot(UUID.fromString(subject.id()));
    }

    private static int slot(UUID id) {
        return spread(Subject.hash(id.getMostSignificantBits(), id.getLeastSignificantBits()));
    }

    private static int slot(SecretId secret) {
        return spread(secret.hashCode());
    }

    private static int spread(long hash) {
        return (int) ((hash * GOLDEN_RATIO) >>> (Long.SIZE - SLOT_BITS));
    }
}
