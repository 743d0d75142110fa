package com.raptorcomply.gateway.auth;

import com.raptorcomply.chassis.http.CidrBlocks;
import com.raptorcomply.keyservice.client.grant.Grant;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a request may pass, and for which key. Only this package creates permits, and every later step of the
 * pipeline requires one. A permit is the cache entry itself, so that a cache hit allocates nothing. Use it for one
 * request only, and do not store it for the next.
 */
public final class Permit implements Decision {
    /** Deadline of a grant that does not expire. */
    static final long NEVER = Long.MAX_VALUE;

    private static final StampHeaders[] NO_STAMPS = {};

    /** Heap bytes of a usual permit. */
    private static final int PLAIN_BYTES = 256;

    /** Rate limit buckets that the limiter stores on a permit to save look-ups. No decision depends on them. */
    public interface BucketRef {}

    private final Grant grant;
    private final @Nullable Conditions conditions;
    private final long filledAt;

    /** Constraints that few grants have; null for the others, so that most cached permits stay small. */
    private record Conditions(long deadlineNanos, @Nullable CidrBlocks networks) {}

    /** One slot per choice of audiences, grown at first use. Written without a lock: at worst two threads sign the same stamp. */
    private volatile @Nullable StampHeaders[] stamps = NO_STAMPS;

    private @Nullable BucketRef buckets;

    /**
     * Time of the last stamp on the monotonic clock. An int, so that the garbage collector need not follow it. Written
     * without a lock.
     */
    private int lastStampSeconds;

    /**
     * @param deadlineNanos on the monotonic clock, {@link #NEVER} for a grant that does not expire
     * @param filledAt state of the {@link InvalidationTable} when the permit was made
     */
    Permit(Grant grant, long deadlineNanos, long filledAt) {
        this.grant = grant;
        CidrBlocks networks = CidrBlocks.of(grant.bounds().allowedCidrs());
        this.conditions = deadlineNanos == NEVER && networks == null ? null : new Conditions(deadlineNanos, networks);
        this.filledAt = filledAt;
    }

    public Grant grant() {
        return grant;
    }

    public boolean isUsableAnywhere() {
        return conditions == null || conditions.networks() == null;
    }

    public boolean isUsableFrom(InetAddress client) {
        CidrBlocks networks = conditions == null ? null : conditions.networks();
        return networks == null || networks.contain(client);
    }

    /** Returns true if no subject of the grant was invalidated since the permit was made. */
    boolean isCurrent(InvalidationTable invalidations) {
        return invalidations.unchanged(filledAt, grant);
    }

    boolean isExpired(long monotonicNanos) {
        return conditions != null
                && conditions.deadlineNanos() != NEVER
                && monotonicNanos - conditions.deadlineNanos() >= 0;
    }

    /**
     * Returns the stored buckets; null at first. Written without a lock: a thread that reads older ones looks up the
     * same buckets.
     */
    public @Nullable BucketRef rateLimitBuckets() {
        return buckets;
    }

    public void storeRateLimitBuckets(BucketRef found) {
        buckets = found;
    }

    /**
     * Records that a stamp is signed now.
     *
     * @return nanoseconds since the previous stamp, exact to a second
     */
    public long recordStamp(long monotonicNanos) {
        int now = (int) TimeUnit.NANOSECONDS.toSeconds(monotonicNanos);
        int before = now - lastStampSeconds;
        lastStampSeconds = now;
        return TimeUnit.SECONDS.toNanos(before);
    }

    /**
     * Returns how many usual permits this one counts as in a bounded cache. Constraints may take a hundred times a
     * permit's memory.
     */
    int weight() {
        return 1 + grant.heapBytesBeyond() / PLAIN_BYTES;
    }

    @Nullable
    public StampHeaders stamp(int audience) {
        @Nullable StampHeaders[] current = stamps;
        return audience < current.length ? current[audience] : null;
    }

    public void cacheStamp(int audience, StampHeaders stamp) {
        @Nullable StampHeaders[] current = Arrays.copyOf(stamps, Math.max(stamps.length, audience + 1));
        current[audience] = stamp;
        stamps = current;
    }

    /** Removes a stamp unless a later one has replaced it. */
    public void removeStamp(int audience, StampHeaders stamp) {
        @Nullable StampHeaders[] current = stamps;
        if (audience < current.length && stamp.equals(current[audience])) {
            @Nullable StampHeaders[] left = current.clone();
            left[audience] = null;
            stamps = left;
        }
    }

    @Override
    public String toString() {
        return "Permit[" + grant.keyId() + "]";
    }
}
