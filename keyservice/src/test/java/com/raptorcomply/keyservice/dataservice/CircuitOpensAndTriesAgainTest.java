package com.raptorcomply.keyservice.dataservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The breaker stops requests to a failing service, then lets one through, and closes when the service responds. */
class CircuitOpensAndTriesAgainTest {
    private final AtomicLong nanos = new AtomicLong();
    private final CircuitBreaker circuit = new CircuitBreaker(nanos::get);

    @Test
    void fewFailuresStopNothing() {
        fail(CircuitBreaker.FAILURES_MAX - 1);
        assertThat(circuit.permits()).isTrue();

        circuit.succeeded();
        fail(CircuitBreaker.FAILURES_MAX - 1);
        assertThat(circuit.permits()).isTrue();
    }

    @Test
    void anOpenOneLetsOneCallTryAfterAWhile() {
        fail(CircuitBreaker.FAILURES_MAX);
        assertThat(circuit.permits()).isFalse();

        nanos.addAndGet(CircuitBreaker.OPEN.toNanos());
        assertThat(circuit.permits()).isTrue();
        assertThat(circuit.permits()).isFalse();
    }

    @Test
    void aTrialThatSucceedsClosesIt() {
        fail(CircuitBreaker.FAILURES_MAX);
        nanos.addAndGet(CircuitBreaker.OPEN.toNanos());
        circuit.permits();

        circuit.succeeded();

        assertThat(circuit.permits()).isTrue();
        assertThat(circuit.permits()).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            circuit.failed();
        }
    }
}
