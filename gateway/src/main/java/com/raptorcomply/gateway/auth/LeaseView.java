package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The gateway's standing with the key service, as far as a decision rests on it. Any thread. */
public final class LeaseView {
    private final GatewaySession session;
    private final Fence fence;
    private final LongAdder discarded = new LongAdder();

    public LeaseView(GatewaySession session, Fence fence) {
        this.session = session;
        this.fence = fence;
    }

    /** Whether cached grants may be used at this moment, read before the entry is (Revocation: Order of a decision). */
    boolean leaseHolds(long monotonicNanos, long wallMillis) {
        return session.lease().holds(monotonicNanos, wallMillis);
    }

    /** Whether they may be used since the key service cannot be reached (Revocation: Lease lost). */
    boolean graceHolds(long monotonicNanos, long wallMillis) {
        return session.lease().holdsWithGrace(monotonicNanos, wallMillis);
    }

    /** What the last join brought; null before the first one. */
    @Nullable
    TagKeys tagKeys() {
        return session.tagKeys();
    }

    /**
     * Runs {@code fill} in one step with respect to applying changes, unless the answer is older than a change to something
     * that it rests on, or of another epoch (Revocation: Fence).
     *
     * @return anything but {@link Fence.Admission#ADMITTED} when nothing was filled
     */
    Fence.Admission admit(Verification answer, Runnable fill) {
        Fence.Admission admission = fence.admit(answer, fill);
        if (admission == Fence.Admission.STALE || admission == Fence.Admission.OTHER_EPOCH) {
            discarded.increment();
        }
        return admission;
    }

    /** Answers that were not filled since they had raced a change. */
    public long discarded() {
        return discarded.sum();
    }
}
