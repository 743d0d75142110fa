package com.raptorcomply.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.upstream.balance.RetryBudget;
import com.raptorcomply.gateway.upstream.balance.UpstreamConfig;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A failing upstream gets no more than a burst of retries at once, after any number of successful requests. */
class RetriesSavedUpAreBoundedTest {
    private static final int BURST = 3;

    private final RetryBudget budget = new RetryBudget(new UpstreamConfig.RetryConfig(10, BURST));

    @Test
    void byTheBurst() {
        for (int i = 0; i < 10_000; i++) {
            budget.earn();
        }

        assertThat(IntStream.range(0, 100).filter(i -> budget.spend()).count()).isEqualTo(BURST);
    }
}
