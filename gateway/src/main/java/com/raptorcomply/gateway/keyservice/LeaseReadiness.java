package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.service.CheckResult;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.client.protocol.Lease;
import java.util.concurrent.TimeUnit;

/**
 * Tells a balancer whether this gateway can decide on keys: not before its first lease, and not once it has been without one
 * for two terms, because another gateway may still have its own. Any thread.
 */
public final class LeaseReadiness {
    /** Terms without a lease: one lets the stream find another replica, one lets a key service start again. */
    private static final int TERMS_MAX = 2;

    private final GatewaySession session;
    private final boolean readyWithoutLease;
    private boolean joinedOnce;
    private boolean lapsed;
    private long lapsedAtNanos;
    private long termMillis;

    /** @param readyWithoutLease whether it stays ready however long the lease is over, after the first one */
    public LeaseReadiness(GatewaySession session, boolean readyWithoutLease) {
        this.session = session;
        this.readyWithoutLease = readyWithoutLease;
    }

    /** At this moment, read from both clocks. */
    public CheckResult check(long monotonicNanos, long wallMillis) {
        boolean joined = session.isJoined();
        Lease lease = session.lease();
        return check(joined, lease, lease.holdsWithGrace(monotonicNanos, wallMillis), monotonicNanos);
    }

    private synchronized CheckResult check(boolean joined, Lease lease, boolean holds, long monotonicNanos) {
        joinedOnce = joinedOnce || joined;
        if (!joinedOnce) {
            return CheckResult.failing("Waiting for the key service: every key is verified until then");
        }
        termMillis = Math.max(termMillis, lease.termMillis());
        if (holds) {
            lapsed = false;
        } else if (!lapsed) {
            lapsed = true;
            lapsedAtNanos = monotonicNanos - lapsedNanos(lease, monotonicNanos);
        }
        return readyWithoutLease || !lapsed || monotonicNanos - lapsedAtNanos < termsNanos()
                ? CheckResult.ok()
                : CheckResult.failing("No lease for two terms: the key service cannot be reached");
    }

    /** A dropped lease does not tell when it ended, so it counts from when that was seen. */
    private static long lapsedNanos(Lease lease, long monotonicNanos) {
        return lease.equals(Lease.NONE) ? 0 : TimeUnit.MILLISECONDS.toNanos(lease.lapsedMillis(monotonicNanos));
    }

    private long termsNanos() {
        return TimeUnit.MILLISECONDS.toNanos(TERMS_MAX * termMillis);
    }
}
