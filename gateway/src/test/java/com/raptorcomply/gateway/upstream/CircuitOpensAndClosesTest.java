package com.raptorcomply.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.upstream.balance.CircuitBreaker;
import com.raptorcomply.gateway.upstream.balance.UpstreamConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CircuitOpensAndClosesTest {
    private static final int FAILURES_MAX = 3;
    private static final int TRIALS = 2;
    private static final long OPEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long OPEN_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(300);

    private final CircuitBreaker circuit = new CircuitBreaker(new UpstreamConfig.CircuitBreakerConfig(
            FAILURES_MAX, Duration.ofMillis(100), Duration.ofMillis(300), TRIALS));
    private long now = 1_000;

    @Test
    void aFewFailuresInARowOpenIt() {
        fail(FAILURES_MAX - 1);
        assertThat(circuit.admits(now)).isTrue();

        fail(1);

        assertThat(circuit.admits(now)).isFalse();
        assertThat(circuit.take(now)).isEqualTo(CircuitBreaker.REFUSED);
    }

    @Test
    void oneFailureInFourRequestsOpensItInTheEnd() {
        for (int i = 0; i < 10 && circuit.admits(now); i++) {
            fail(1);
            answer(3);
        }
        assertThat(circuit.admits(now)).isFalse();
    }

    @Test
    void oneFailureInTenRequestsNeverDoes() {
        for (int i = 0; i < 100; i++) {
            fail(1);
            answer(9);
        }
        assertThat(circuit.admits(now)).isTrue();
    }

    @Test
    void afterItsTimeItLetsOnlyTrialsThrough() {
        fail(FAILURES_MAX);
        now += OPEN_NANOS;

        for (int i = 0; i < TRIALS; i++) {
            assertThat(circuit.take(now)).isPositive();
        }
        assertThat(circuit.take(now)).isEqualTo(CircuitBreaker.REFUSED);
        assertThat(circuit.level()).isEqualTo(1);
    }

    @Test
    void itClosesWhenEveryTrialWasAnswered() {
        fail(FAILURES_MAX);
        now += OPEN_NANOS;
        int one = circuit.take(now);
        int other = circuit.take(now);

        circuit.answered(one);
        assertThat(circuit.level()).isEqualTo(1);
        circuit.answered(other);

        assertThat(circuit.level()).isZero();
    }

    @Test
    void aTrialThatFailsOpensItForTwiceAsLongUpToABound() {
        fail(FAILURES_MAX);
        now += OPEN_NANOS;
        circuit.failed(circuit.take(now), now);
        now += 2 * OPEN_NANOS - 1;
        assertThat(circuit.admits(now)).isFalse();
        now += 1;
        circuit.failed(circuit.take(now), now);

        now += OPEN_NANOS_MAX - 1;
        assertThat(circuit.admits(now)).isFalse();
        now += 1;
        assertThat(circuit.admits(now)).isTrue();
    }

    @Test
    void aTrialThatTellsNothingIsGivenBack() {
        fail(FAILURES_MAX);
        now += OPEN_NANOS;
        circuit.take(now);
        circuit.released(circuit.take(now));

        assertThat(circuit.take(now)).isPositive();
    }

    @Test
    void whatBeganBeforeItOpenedDecidesNothingAfterwards() {
        int early = circuit.take(now);
        fail(FAILURES_MAX);
        circuit.answered(early);
        assertThat(circuit.admits(now)).isFalse();
        now += OPEN_NANOS;
        circuit.take(now);

        circuit.failed(early, now);
        circuit.answered(early);

        assertThat(circuit.level()).isEqualTo(1);
    }

    @Test
    void aRecoveredNodeIsTriedBeforeItsTime() {
        fail(FAILURES_MAX);

        circuit.recovered(now);

        assertThat(circuit.take(now)).isPositive();
        assertThat(circuit.level()).isEqualTo(1);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            circuit.failed(circuit.take(now), now);
        }
    }

    private void answer(int times) {
        for (int i = 0; i < times; i++) {
            int ticket = circuit.take(now);
            if (ticket != CircuitBreaker.REFUSED) {
                circuit.answered(ticket);
            }
        }
    }
}
