package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.service.CheckResult;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.client.protocol.Lease;
import java.util.concurrent.TimeUnit;

/**
 * Readiness check: the gateway is ready from its first lease until it has been without a lease for two terms. It then
 * reports not ready, because another gateway may still have a lease. Any thread.
 */
public final class LeaseReadiness {
    /** Terms without a lease: the gateway needs one to find another replica, and the key service one to restart. */
    private static final int TERMS_MAX = 2;

    private final GatewaySession session;
    private final boolean readyWithoutLease;
    private boolean joinedOnce;
    private boolean lapsed;
    private long lapsedAtNanos;
    private long termMillis;

    /** @param readyWithoutLease true to stay ready without a lease after the first one */
    public LeaseReadiness(GatewaySession session, boolean readyWithoutLease) {
        this.session = session;
        this.readyWithoutLease = readyWithoutLease;
    }

    /** Checks readiness at the given time of both clocks. */
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

    /** Returns how long the lease has been over; 0 for a dropped lease, because its end is not known. */
    private static long lapsedNanos(Lease lease, long monotonicNanos) {
        return lease.equals(Lease.NONE) ? 0 : TimeUnit.MILLISECONDS.toNanos(lease.lapsedMillis(monotonicNanos));
    }

    private long termsNanos() {
        return TimeUnit.MILLISECONDS.toNanos(TERMS_MAX * termMillis);
    }
}
