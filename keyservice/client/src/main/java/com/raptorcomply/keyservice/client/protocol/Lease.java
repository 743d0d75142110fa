package com.raptorcomply.keyservice.client.protocol;

import java.util.concurrent.TimeUnit;

/**
 * How long cached grants may be used: from q, read before the renewal's first byte left, for L, on both clocks
 * (Revocation: Lease, Time). The wall clock can end a lease, never lengthen one. Immutable; any thread.
 *
 * <p>Order of a decision: read the clocks, then {@link GatewaySession#lease}, then the cache entry.
 */
public final class Lease {
    /** Holds never. */
    public static final Lease NONE = new Lease(new ClockReading(0, 0), 0, 0);

    private final ClockReading asked;
    private final long termMillis;
    private final long graceMillis;

    private Lease(ClockReading asked, long termMillis, long graceMillis) {
        this.asked = asked;
        this.termMillis = termMillis;
        this.graceMillis = graceMillis;
    }

    static Lease of(ClockReading asked, LeaseTerms terms) {
        return new Lease(asked, terms.termMillis(), terms.graceMillis());
    }

    /** Whether cached grants may be used by a request for which the clocks were read as given. */
    public boolean holds(long monotonicNanos, long wallMillis) {
        return within(termMillis, monotonicNanos, wallMillis);
    }

    /** Whether they may be used if the key service cannot be reached: until q + L + g (Revocation: Lease lost). */
    public boolean holdsWithGrace(long monotonicNanos, long wallMillis) {
        return within(termMillis + graceMillis, monotonicNanos, wallMillis);
    }

    /** What is left of the lease, 0 when it is over. For meters. */
    public long remainingMillis(long monotonicNanos) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(monotonicNanos - asked.monotonicNanos());
        return Math.max(0, termMillis - Math.max(0, elapsed));
    }

    /** L of the session that it belongs to, in milliseconds; 0 for {@link #NONE}. */
    public long termMillis() {
        return termMillis;
    }

    /** For how long it is over, its grace included, in milliseconds; 0 while it holds. For readiness. */
    public long lapsedMillis(long monotonicNanos) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(monotonicNanos - asked.monotonicNanos());
        return Math.max(0, elapsed - termMillis - graceMillis);
    }

    /** The one of both that ends later: replies may overtake each other. */
    Lease orLater(Lease other) {
        if (termMillis == 0) {
            return other;
        }
        return other.asked.monotonicNanos() - asked.monotonicNanos() > 0 ? other : this;
    }

    private boolean within(long millis, long monotonicNanos, long wallMillis) {
        long wallElapsed = wallMillis - asked.wallMillis();
        return monotonicNanos - asked.monotonicNanos() < TimeUnit.MILLISECONDS.toNanos(millis)
                && wallElapsed >= 0
                && wallElapsed <= millis
                && millis > 0;
    }
}
