package com.raptorcomply.chassis.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CircuitOpensAndClosesTest {
    private static final int FAILURES_MAX = 3;
    private static final int TRIALS = 2;
    private static final long OPEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long OPEN_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(300);

    private final CircuitBreaker breaker = new CircuitBreaker(FAILURES_MAX, 100, 300, TRIALS);
    private long now = 1_000;

    @Test
    void aFewFailuresInARowOpenIt() {
        fail(FAILURES_MAX - 1);
        assertThat(breaker.admits(now)).isTrue();

        fail(1);

        assertThat(breaker.admits(now)).isFalse();
        assertThat(breaker.take(now)).isEqualTo(CircuitBreaker.REFUSED);
    }

    @Test
    void oneFailureInFourRequestsOpensItInTheEnd() {
        for (int i = 0; i < 10 && breaker.admits(now); i++) {
            fail(1);
            answer(3);
        }
        assertThat(breaker.admits(now)).isFalse();
    }

    @Test
    void oneFailureInTenRequestsNeverDoes() {
        for (int i = 0; i < 100; i++) {
            fail(1);
            answer(9);
        }
        assertThat(breaker.admits(now)).isTrue();
    }

    @Test
    void afterItsTimeItLetsOnlyTrialsThrough() {
        fail(FAILURES_MAX);
        now += OPEN_NANOS;

        for (int i = 0; i < TRIALS; i++) {
            assertThat(breaker.take(now)).isPositive();
        }
        assertThat(breaker.take(now)).isEqualTo(CircuitBreaker.REFUSED);
        assertThat(breaker.state()).isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void itClosesWhenEveryTrialWasAnswered() {
        fail(FAILURES_MAX);
        now += OPEN_NANOS;
        int one = breaker.take(now);
        int other = breaker.take(now);

        breaker.succeeded(one);
        assertThat(breaker.state()).isEqualTo(CircuitState.HALF_OPEN);
        breaker.succeeded(other);

        assertThat(breaker.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void aTrialThatFailsOpensItForTwiceAsLongUpToABound() {
        fail(FAILURES_MAX);
        now += OPEN_NANOS;
        breaker.failed(breaker.take(now), now);
        now += 2 * OPEN_NANOS - 1;
        assertThat(breaker.admits(now)).isFalse();
        now += 1;
        breaker.failed(breaker.take(now), now);

        now += OPEN_NANOS_MAX - 1;
        assertThat(breaker.admits(now)).isFalse();
        now += 1;
        assertThat(breaker.admits(now)).isTrue();
    }

    @Test
    void aTrialThatTellsNothingIsGivenBack() {
        fail(FAILURES_MAX);
        now += OPEN_NANOS;
        breaker.take(now);
        breaker.released(breaker.take(now));

        assertThat(breaker.take(now)).isPositive();
    }

    @Test
    void whatBeganBeforeItOpenedDecidesNothingAfterwards() {
        int early = breaker.take(now);
        fail(FAILURES_MAX);
        breaker.succeeded(early);
        assertThat(breaker.admits(now)).isFalse();
        now += OPEN_NANOS;
        breaker.take(now);

        breaker.failed(early, now);
        breaker.succeeded(early);

        assertThat(breaker.state()).isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void aRecoveredNodeIsTriedBeforeItsTime() {
        fail(FAILURES_MAX);

        breaker.recovered(now);

        assertThat(breaker.take(now)).isPositive();
        assertThat(breaker.state()).isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void itTellsWhoOpenedItAndWhoClosedIt() {
        fail(FAILURES_MAX - 1);
        assertThat(breaker.failed(breaker.take(now), now)).isTrue();
        now += OPEN_NANOS;
        assertThat(breaker.failed(breaker.take(now), now)).isFalse();
        now += 2 * OPEN_NANOS;

        assertThat(breaker.succeeded(breaker.take(now))).isFalse();
        assertThat(breaker.succeeded(breaker.take(now))).isTrue();
        assertThat(breaker.succeeded(breaker.take(now))).isFalse();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(breaker.take(now), now);
        }
    }

    private void answer(int times) {
        for (int i = 0; i < times; i++) {
            int ticket = breaker.take(now);
            if (ticket != CircuitBreaker.REFUSED) {
                breaker.succeeded(ticket);
            }
        }
    }
}
