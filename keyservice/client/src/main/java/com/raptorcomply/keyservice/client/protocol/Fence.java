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
 * Keeps answers that raced a change out of the cache (Revocation: Fence): a ring of recent changes, and a floor below
 * which it remembers nothing. The floor only rises: to a join's sequence, to what the ring lets go, to what a dropped
 * session had applied. Applying and filling are one step each with respect to the other. Any thread.
 */
public final class Fence {

    /** What became of an answer. */
    public enum Admission {
        /** It was filled and may be used. */
        ADMITTED,
        /** A change to something that it rests on has been applied since: ask again. */
        STALE,
        /** It belongs to another log than the session: it says nothing. */
        OTHER_EPOCH
    }

    private final GrantInvalidation evictions;
    private final int changesMax;
    private final Deque<Change> ring = new ArrayDeque<>();
    private final Map<Subject, Long> latest = new HashMap<>();
    private @Nullable String epoch;
    private long floor;

    /** @param changesMax how many changes the ring holds; answers slower than so many changes are asked again */
    public Fence(GrantInvalidation evictions, int changesMax) {
        this.evictions = evictions;
        this.changesMax = changesMax;
    }

    /**
     * Runs {@code fill} if the answer is as new as everything that has been applied; the fill must not replace an entry of
     * a later sequence, and must not wait. Before the first join nothing has been applied; whoever has a lease by that join
     * comes after the fill.
     */
    public synchronized Admission admit(Verification answer, Runnable fill) {
        if (epoch != null && !answer.epoch().equals(epoch)) {
            return Admission.OTHER_EPOCH;
        }
        if (answer.verdict().sequence() < floor || isOvertaken(answer)) {
            return Admission.STALE;
        }
        fill.run();
        return Admission.ADMITTED;
    }

    private boolean isOvertaken(Verification answer) {
        long sequence = answer.verdict().sequence();
        for (Subject subject : answer.verdict().subjects()) {
            Long changed = latest.get(subject);
            if (changed != null && changed > sequence) {
                return true;
            }
        }
        return false;
    }

    /** Evicts what the change touches and remembers it. */
    synchronized void apply(Change change) {
        evictions.evict(change.subject());
        ring.addLast(change);
        latest.put(change.subject(), change.sequence());
        if (ring.size() > changesMax) {
            Change oldest = ring.removeFirst();
            latest.remove(oldest.subject(), oldest.sequence());
            floor = oldest.sequence();
        }
    }

    /** Forgets everything before the join, and fills what it brought. */
    synchronized void join(String joinedEpoch, long sequence, List<Grant> grants, ClockReading asked) {
        forget(joinedEpoch.equals(epoch) ? Math.max(floor, sequence) : sequence);
        epoch = joinedEpoch;
        evictions.evictAll();
        evictions.warm(grants, asked);
    }

    /** Forgets the ring but not how far it went. */
    synchronized void drop(long applied) {
        forget(Math.max(floor, applied));
        evictions.evictAll();
    }

    private void forget(long newFloor) {
        floor = newFloor;
        ring.clear();
        latest.clear();
    }
}
