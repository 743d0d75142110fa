package com.raptorcomply.keyservice.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.revocation.Barrier.Done;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Revocation: Barrier, the condition for an effective receipt. Times in milliseconds; every row's L + g + m is 6,050.
 */
class ReceiptIsEffectiveOnlyWhenNoGatewayCanGrantTest {
    private static final UUID RECEIPT = new UUID(1, 1);
    private final Barrier barrier = new Barrier();

    ReceiptIsEffectiveOnlyWhenNoGatewayCanGrantTest() {
        barrier.expect(RECEIPT, 7, nanos(1_000));
    }

    @Test
    void atOnceWithoutGateways() {
        assertThat(judge(1_001)).containsExactly(new Done(RECEIPT, 0, 0));
    }

    @Test
    void onceEveryRowHasAppliedItsSequence() {
        assertThat(judge(1_001, row("a", 1, 7), row("b", 1, 6))).isEmpty();
        assertThat(judge(1_026, row("a", 1, 7), row("b", 2, 8))).containsExactly(new Done(RECEIPT, 2, 0));
    }

    @Test
    void notByAReadingThatBeganBeforeItWasKnown() {
        assertThat(judge(1_000, row("a", 1, 9))).isEmpty();
        assertThat(judge(999)).isEmpty();
    }

    @Test
    void orOnceTheRowsTimeHasPassedSinceItWasKnown() {
        assertThat(judge(7_050, row("a", 1, 6))).isEmpty();
        assertThat(judge(7_051, row("a", 5, 6))).containsExactly(new Done(RECEIPT, 0, 1));
    }

    @Test
    void aRowThatWasClosedMeanwhileCountsAsExpired() {
        judge(1_001, row("a", 1, 6), row("b", 1, 7));

        assertThat(judge(1_026, row("b", 1, 7))).containsExactly(new Done(RECEIPT, 1, 1));
    }

    @Test
    void knowingItTwiceDoesNotBeginTheWaitAnew() {
        barrier.expect(RECEIPT, 7, nanos(5_000));

        assertThat(judge(7_051, row("a", 1, 6))).hasSize(1);
    }

    @Test
    void untilItsEndIsWrittenItIsJudgedAgain() {
        assertThat(judge(1_001)).hasSize(1);
        assertThat(judge(1_026)).hasSize(1);
        barrier.forget(RECEIPT);
        assertThat(judge(1_051)).isEmpty();
    }

    private List<Done> judge(long begunMillis, LeaseRow... rows) {
        return barrier.judge(List.of(rows), nanos(begunMillis), nanos(begunMillis + 1))
                .done();
    }

    private static LeaseRow row(String session, long renewals, long applied) {
        return new LeaseRow(session, renewals, applied, 6_050);
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }
}
