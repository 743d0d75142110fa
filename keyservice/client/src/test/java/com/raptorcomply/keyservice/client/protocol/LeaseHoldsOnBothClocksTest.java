package com.raptorcomply.keyservice.client.protocol;

import static com.raptorcomply.keyservice.client.protocol.Gateway.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Revocation: Time. */
class LeaseHoldsOnBothClocksTest {
    private static final ClockReading SENT_AT = at(1_000);
    private final Lease lease = Lease.of(SENT_AT, Gateway.TERMS);

    @Test
    void fromTheRequestForTheTerm() {
        assertThat(holds(0, 0)).isTrue();
        assertThat(holds(4_999, 4_999)).isTrue();
        assertThat(holds(5_000, 4_999)).isFalse();
    }

    @Test
    void theWallClockEndsItEarly() {
        assertThat(holds(10, 5_001)).isFalse();
        assertThat(holds(10, -1)).isFalse();
    }

    @Test
    void theWallClockNeverLengthensIt() {
        assertThat(holds(5_000, 10)).isFalse();
    }

    @Test
    void theGraceIsSeparate() {
        assertThat(holds(5_500, 5_500)).isFalse();
        assertThat(lease.holdsWithGrace(nanos(5_500), wall(5_500))).isTrue();
        assertThat(lease.holdsWithGrace(nanos(6_000), wall(6_000))).isFalse();
    }

    @Test
    void noneHoldsNever() {
        assertThat(Lease.NONE.holds(0, 0)).isFalse();
        assertThat(Lease.NONE.holdsWithGrace(0, 0)).isFalse();
    }

    @Test
    void theLaterRequestWins() {
        Lease later = Lease.of(at(2_000), Gateway.TERMS);

        assertThat(lease.orLater(later)).isSameAs(later);
        assertThat(later.orLater(lease)).isSameAs(later);
        assertThat(Lease.NONE.orLater(lease)).isSameAs(lease);
    }

    private boolean holds(long monotonicElapsedMillis, long wallElapsedMillis) {
        return lease.holds(nanos(monotonicElapsedMillis), wall(wallElapsedMillis));
    }

    private static long nanos(long elapsedMillis) {
        return SENT_AT.monotonicNanos() + elapsedMillis * 1_000_000;
    }

    private static long wall(long elapsedMillis) {
        return SENT_AT.wallMillis() + elapsedMillis;
    }
}
