package com.raptorcomply.keyservice.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Revocation: Barrier, the condition for closing a row. Times in milliseconds; the row's L + g + m is 6,050. */
class SilentRowDiffersFromALivingOneTest {
    private final Barrier barrier = new Barrier();

    @Test
    void afterItsWholeTimeFromTheEndOfTheFirstReading() {
        read(0, 10, 3);

        assertThat(read(6_060, 6_061, 3)).isEmpty();
        assertThat(read(6_061, 6_062, 3)).containsExactly(row(3));
    }

    @Test
    void aRenewalBeginsTheSilenceAnew() {
        read(0, 1, 3);
        read(6_000, 6_001, 4);

        assertThat(read(12_051, 12_052, 4)).isEmpty();
        assertThat(read(12_052, 12_053, 4)).containsExactly(row(4));
    }

    @Test
    void aRowSeenForTheFirstTimeIsNeverSilent() {
        assertThat(read(1_000_000, 1_000_001, 3)).isEmpty();
    }

    private List<LeaseRow> read(long begunMillis, long endedMillis, long renewals) {
        return barrier.judge(List.of(row(renewals)), begunMillis * 1_000_000, endedMillis * 1_000_000)
                .silent();
    }

    private static LeaseRow row(long renewals) {
        return new LeaseRow("a", renewals, 1, 6_050);
    }
}
