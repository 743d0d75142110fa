package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.key.SecretId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When each subject was last evicted. Subjects share a fixed number of marks by their hash, so an eviction is one write
 * however many grants rest on the subject, memory does not grow, and a look-up sees it at once on every event loop. Two
 * subjects on one mark evict each other's grants, which costs a verification and nothing else.
 */
final class InvalidationTable {
    private static final int MARK_BITS = 16;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final AtomicLongArray marks = new AtomicLongArray(1 << MARK_BITS);
    private volatile long now;
    private volatile long allEvictedAt;

    /** The state that an entry filled now belongs to. Later evictions are not in it, those that have returned are. */
    long now() {
        return now;
    }

    /** The mark is written before the state moves on: an entry of the old state cannot miss it. */
    synchronized void evict(Subject subject) {
        long next = now + 1;
        marks.set(of(subject), next);
        now = next;
    }

    synchronized void evictAll() {
        long next = now + 1;
        allEvictedAt = next;
        now = next;
    }

    boolean unchanged(long since, Grant grant) {
        return marks.get(of(grant.secret())) <= since
                && marks.get(spread(grant.keyHash())) <= since
                && marks.get(of(grant.organization().id())) <= since
                && marks.get(spread(grant.userHash())) <= since
                && allEvictedAt <= since;
    }

    boolean unchanged(long since, List<Subject> subjects) {
        for (Subject subject : subjects) {
            if (marks.get(of(subject)) > since) {
                return false;
            }
        }
        return allEvictedAt <= since;
    }

    private static int of(Subject subject) {
        return subject.kind() == Subject.Kind.SECRET
                ? of(SecretId.of(subject.id()))
                : of(UUID.fromString(subject.id()));
    }

    private static int of(UUID id) {
        return spread(Subject.hash(id.getMostSignificantBits(), id.getLeastSignificantBits()));
    }

    private static int of(SecretId secret) {
        return spread(secret.hashCode());
    }

    private static int spread(long hash) {
        return (int) ((hash * GOLDEN_RATIO) >>> (Long.SIZE - MARK_BITS));
    }
}
