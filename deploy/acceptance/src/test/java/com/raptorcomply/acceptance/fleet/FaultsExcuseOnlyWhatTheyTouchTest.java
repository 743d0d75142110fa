package com.raptorcomply.acceptance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uses a fault from 100 to 200 ms and a recovery time of 50 ms. */
class FaultsExcuseOnlyWhatTheyTouchTest {
    private static final Load.Ask ASK = new Load.Ask(HttpMethod.GET, Outcome.VALIDATE, "", 200);

    private final Tally tally = new Tally(50);

    @ParameterizedTest
    @CsvSource({"10, 99", "251, 300"})
    void anotherFailureIsOne(long begin, long end) {
        answer(begin, end, "503");
        assertThat(tally.failures()).containsExactly("GET /validate: 503");
    }

    @ParameterizedTest
    @CsvSource({"10, 101", "120, 130", "10, 300", "199, 400", "249, 260"})
    void whatWasUnderWayMeanwhileIsNone(long begin, long end) {
        answer(begin, end, "503");
        assertThat(tally.failures()).isEmpty();
    }

    @Test
    void aRightAnswerIsNone() {
        answer(10, 20, "200");
        assertThat(tally.failures()).isEmpty();
        assertThat(tally.counted()).isOne();
    }

    private void answer(long beginMillis, long endMillis, String said) {
        tally.answered(new Load.Answered(ASK, beginMillis * 1_000_000, endMillis * 1_000_000, said));
        tally.fault(100_000_000, 200_000_000);
        tally.count();
    }
}
