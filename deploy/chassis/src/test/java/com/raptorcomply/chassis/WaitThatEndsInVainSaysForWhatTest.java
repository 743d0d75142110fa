package com.raptorcomply.chassis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

class WaitThatEndsInVainSaysForWhatTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void whenAConditionNeverHolds() {
        assertThatThrownBy(() -> Await.until("rain", SHORT, () -> false))
                .isInstanceOf(ConditionTimeoutException.class)
                .hasMessageContaining("rain");
    }

    @Test
    void withTheLastValueThatWasRead() {
        assertThatThrownBy(() -> Await.until("rain", SHORT, () -> "drought", "rain"::equals))
                .isInstanceOf(ConditionTimeoutException.class)
                .hasMessageContaining("rain")
                .hasMessageContaining("drought");
    }

    @Test
    void andWhatBreaksEndsItAtOnce() {
        assertThatThrownBy(() -> Await.until("rain", () -> {
                    throw new IllegalStateException("storm");
                }))
                .hasStackTraceContaining("storm");
    }
}
