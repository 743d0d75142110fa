package com.raptorcomply.keyservice.client.protocol;

import java.util.concurrent.TimeUnit;

/**
 * Limits how long cached grants may be used: from q, read before the renewal's first byte was sent, for L, on both
 * clocks (Revocation: Lease, Time). The wall clock can end a lease, never lengthen one. Immutable; any thread.
 *
 * <p>Order of a decision: read the clocks, then {@link GatewaySession#lease}, then the cache entry.
 */
public final class Lease {
    /** A lease that never holds. */
    public static final Lease NONE = new Lease(new ClockReading(0, 0), 0, 0);

    private final ClockReading sentAt;
    private final long termMillis;
    private final long graceMillis;

    private Lease(ClockReading sentAt, long termMillis, long graceMillis) {
        this.sentAt = sentAt;
        this.termMillis = termMillis;
        this.graceMillis = graceMillis;
    }

    static Lease of(ClockReading sentAt, LeaseTerms terms) {
        return new Lease(sentAt, terms.termMillis(), terms.graceMillis());
    }

    /** Returns true if a request for which the clocks were read as given may use cached grants. */
    public boolean holds(long monotonicNanos, long wallMillis) {
        return within(termMillis, monotonicNanos, wallMillis);
    }

    /**
     * Returns true if a request may use cached grants while the key service is unreachable: until q + L + g
     * (Revocation: Lease lost).
     */
    public boolean holdsWithGrace(long monotonicNanos, long wallMillis) {
        return within(termMillis + graceMillis, monotonicNanos, wallMillis);
    }

    /** Returns the remaining time for metrics, in milliseconds; 0 after the end. */
    public long remainingMillis(long monotonicNanos) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(monotonicNanos - sentAt.monotonicNanos());
        return Math.max(0, termMillis - Math.max(0, elapsed));
    }

    /** Returns the session's L in milliseconds; 0 for {@link #NONE}. */
    public long termMillis() {
        return termMillis;
    }

    /** Returns the time since the lease and its grace ended, in milliseconds; 0 while it holds. Readiness uses it. */
    public long lapsedMillis(long monotonicNanos) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(monotonicNanos - sentAt.monotonicNanos());
        return Math.max(0, elapsed - termMillis - graceMillis);
    }

    /** Returns the lease that ends later, because replies may overtake each other. */
    Lease orLater(Lease other) {
        if (termMillis == 0) {
            return other;
        }
        return other.sentAt.monotonicNanos() - sentAt.monotonicNanos() > 0 ? other : this;
    }

    private boolean within(long millis, long monotonicNanos, long wallMillis) {
        long wallElapsed = wallMillis - sentAt.wallMillis();
        return monotonicNanos - sentAt.monotonicNanos() < TimeUnit.MILLISECONDS.toNanos(millis)
                && wallElapsed >= 0
                && wallElapsed <= millis
                && millis > 0;
    }
}
