package com.raptorcomply.keyservice.client.protocol;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verification;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps verifications that a change has overtaken out of the cache (Revocation: Fence). Any thread.
 *
 * <p>It remembers the most recent changes in a ring, and a floor below which it remembers nothing. The floor only
 * rises: to a join's sequence, to the sequence of a change that leaves the ring, to the applied sequence of a dropped
 * session. Applying a change and filling the cache exclude each other.
 */
public final class Fence {

    /** Says if a verification may be used. */
    public enum Admission {
        /** The cache was filled; the verification may be used. */
        ADMITTED,
        /** A later change to one of its subjects has been applied: verify again. */
        STALE,
        /** It belongs to another change log than the session, so it says nothing about the key now. */
        OTHER_EPOCH
    }

    private final GrantInvalidation cache;
    private final int changesMax;
    private final Deque<Change> ring = new ArrayDeque<>();
    private final Map<Subject, Long> latest = new HashMap<>();
    private @Nullable String epoch;
    private long floor;

    /**
     * Creates a fence that remembers at most {@code changesMax} changes.
     *
     * @param changesMax capacity of the ring; a verification that takes longer than this many changes is repeated
     */
    public Fence(GrantInvalidation cache, int changesMax) {
        this.cache = cache;
        this.changesMax = changesMax;
    }

    /**
     * Runs {@code fill} if the verification is as new as all applied changes. The fill must not replace an entry of a
     * later sequence and must not block. Before the first join no change has been applied. The first join empties the
     * cache before it grants a lease, so no leased request sees such a fill.
     */
    public synchronized Admission admit(Verification verification, Runnable fill) {
        if (epoch != null && !verification.epoch().equals(epoch)) {
            return Admission.OTHER_EPOCH;
        }
        if (verification.verdict().sequence() < floor || isOvertaken(verification)) {
            return Admission.STALE;
        }
        fill.run();
        return Admission.ADMITTED;
    }

    private boolean isOvertaken(Verification verification) {
        long sequence = verification.verdict().sequence();
        for (Subject subject : verification.verdict().subjects()) {
            Long changed = latest.get(subject);
            if (changed != null && changed > sequence) {
                return true;
            }
        }
        return false;
    }

    /** Evicts the entries that rest on the change's subject and remembers the change. */
    synchronized void apply(Change change) {
        cache.evict(change.subject());
        ring.addLast(change);
        latest.put(change.subject(), change.sequence());
        if (ring.size() > changesMax) {
            Change oldest = ring.removeFirst();
            latest.remove(oldest.subject(), oldest.sequence());
            floor = oldest.sequence();
        }
    }

    /** Starts a session: forgets all changes before the join and fills the cache with its grants. */
    synchronized void join(String joinedEpoch, long sequence, List<Grant> grants, ClockReading sentAt) {
        forget(joinedEpoch.equals(epoch) ? Math.max(floor, sequence) : sequence);
        epoch = joinedEpoch;
        cache.evictAll();
        cache.warm(grants, sentAt);
    }

    /** Ends a session: forgets the changes and raises the floor to {@code applied}. */
    synchronized void drop(long applied) {
        forget(Math.max(floor, applied));
        cache.evictAll();
    }

    private void forget(long newFloor) {
        floor = newFloor;
        ring.clear();
        latest.clear();
    }
}
