package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Read-only view of the lease, the tag keys and the fence that key decisions need. Any thread. */
public final class LeaseView {
    private final GatewaySession session;
    private final Fence fence;
    private final LongAdder discarded = new LongAdder();

    public LeaseView(GatewaySession session, Fence fence) {
        this.session = session;
        this.fence = fence;
    }

    /**
     * Returns true if cached grants may be used now. Must be read before the cache entry (Revocation: Order of a
     * decision).
     */
    boolean leaseHolds(long monotonicNanos, long wallMillis) {
        return session.lease().holds(monotonicNanos, wallMillis);
    }

    /** Returns true if cached grants may be used although the key service does not respond (Revocation: Lease lost). */
    boolean graceHolds(long monotonicNanos, long wallMillis) {
        return session.lease().holdsWithGrace(monotonicNanos, wallMillis);
    }

    /** Returns the tag keys of the last join; null before the first join. */
    @Nullable
    TagKeys tagKeys() {
        return session.tagKeys();
    }

    /**
     * Runs {@code fill} in one step with respect to applying changes, unless the verification is stale or of another
     * epoch. A verification is stale if a subject of it has changed since (Revocation: Fence).
     *
     * @return {@link Fence.Admission#ADMITTED} if {@code fill} ran
     */
    Fence.Admission admit(Verification verification, Runnable fill) {
        Fence.Admission admission = fence.admit(verification, fill);
        if (admission == Fence.Admission.STALE || admission == Fence.Admission.OTHER_EPOCH) {
            discarded.increment();
        }
        return admission;
    }

    /** Returns how many verifications were discarded because a change overtook them. */
    public long discarded() {
        return discarded.sum();
    }
}
