package com.raptorcomply.gateway.auth;

import com.raptorcomply.chassis.http.CidrBlocks;
import com.raptorcomply.keyservice.client.grant.Grant;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a request may pass, and for whom. Only this package makes one; all that stands behind the decision asks
 * for one. It is the cache entry itself, so that a hit allocates nothing: take it for one request, never keep it for the
 * next.
 */
public final class Permit implements Decision {
    /** The deadline of a grant that does not expire. */
    static final long NEVER = Long.MAX_VALUE;

    private static final StampHeaders[] NO_STAMPS = {};

    /** Of heap that most take. */
    private static final int PLAIN_BYTES = 256;

    /** What the limits keep with a permit, so that a request looks nothing up for them; nothing that a decision rests on. */
    public interface Charged {}

    private final Grant grant;
    private final @Nullable Conditions conditions;
    private final long filledAt;

    /** What few grants have; null for the others, so that a cached one stays small. */
    private record Conditions(long deadlineNanos, @Nullable CidrBlocks networks) {}

    /** One slot per audience, made at first use. Written racily: at worst two threads mint the same stamp. */
    private volatile @Nullable StampHeaders[] stamps = NO_STAMPS;

    private @Nullable Charged charged;

    /** On the monotonic clock; no object, so that the collector need not look here again. Written racily. */
    private int lastMintSeconds;

    /**
     * @param deadlineNanos on the monotonic clock, {@link #NEVER} for a grant that does not expire
     * @param filledAt the state of the eviction marks that it was made at
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

    /** Whether the key may be used from everywhere. */
    public boolean isUsableAnywhere() {
        return conditions == null || conditions.networks() == null;
    }

    /** Whether the key may be used from this address. */
    public boolean isUsableFrom(InetAddress client) {
        CidrBlocks networks = conditions == null ? null : conditions.networks();
        return networks == null || networks.contain(client);
    }

    /** Whether nothing that the grant rests on was evicted since it was filled. */
    boolean isCurrent(InvalidationTable marks) {
        return marks.unchanged(filledAt, grant);
    }

    boolean isExpired(long monotonicNanos) {
        return conditions != null
                && conditions.deadlineNanos() != NEVER
                && monotonicNanos - conditions.deadlineNanos() >= 0;
    }

    /** Null at first. Written racily: whoever reads an older one finds out what it would have found anyway. */
    public @Nullable Charged charged() {
        return charged;
    }

    public void charge(Charged found) {
        charged = found;
    }

    /** Told of each stamp that is minted; answers how many nanoseconds before it another one was, to a second. */
    public long minted(long monotonicNanos) {
        int now = (int) TimeUnit.NANOSECONDS.toSeconds(monotonicNanos);
        int before = now - lastMintSeconds;
        lastMintSeconds = now;
        return TimeUnit.SECONDS.toNanos(before);
    }

    /** As how many plain ones it counts where they are bounded: what limits a key may take a hundred times as much as a key. */
    int weight() {
        return 1 + grant.heapBytesBeyond() / PLAIN_BYTES;
    }

    @Nullable
    public StampHeaders stamp(int audience) {
        @Nullable StampHeaders[] minted = stamps;
        return audience < minted.length ? minted[audience] : null;
    }

    public void keep(int audience, StampHeaders stamp) {
        @Nullable StampHeaders[] minted = Arrays.copyOf(stamps, Math.max(stamps.length, audience + 1));
        minted[audience] = stamp;
        stamps = minted;
    }

    /** Lets a stamp go, unless a later one stands in its place. */
    public void forget(int audience, StampHeaders stamp) {
        @Nullable StampHeaders[] minted = stamps;
        if (audience < minted.length && stamp.equals(minted[audience])) {
            @Nullable StampHeaders[] left = minted.clone();
            left[audience] = null;
            stamps = left;
        }
    }

    @Override
    public String toString() {
        return "Permit[" + grant.keyId() + "]";
    }
}
