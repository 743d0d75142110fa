package com.raptorcomply.gateway.upstream.balance;

import com.raptorcomply.chassis.breaker.CircuitBreaker;
import com.raptorcomply.chassis.breaker.CircuitState;
import com.raptorcomply.gateway.http.PerLoopCounter;
import com.raptorcomply.gateway.upstream.http1.Endpoint;

/**
 * The health of one endpoint, shared by all event loops: check results, circuit breaker and requests in flight. Any
 * thread.
 */
public final class EndpointHealth {
    private final Endpoint endpoint;
    private final UpstreamConfig.HealthCheckConfig settings;
    private final CircuitBreaker breaker;
    private final PerLoopCounter loads = new PerLoopCounter();
    private volatile boolean passing = true;
    private int contrary;

    EndpointHealth(Endpoint endpoint, UpstreamConfig settings) {
        this.endpoint = endpoint;
        this.settings = settings.healthCheck();
        UpstreamConfig.CircuitBreakerConfig circuit = settings.circuitBreaker();
        this.breaker = new CircuitBreaker(
                circuit.failuresMax(),
                circuit.openDuration().toMillis(),
                circuit.openDurationMax().toMillis(),
                circuit.halfOpenRequests());
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    boolean admits(long nowNanos) {
        return passing && breaker.admits(nowNanos);
    }

    /** Returns true if the endpoint gets no requests except trials. */
    public boolean isEjected() {
        return !passing || breaker.state() != CircuitState.CLOSED;
    }

    /** Requests that it has not answered yet. */
    public int inFlight() {
        return loads.sum();
    }

    public CircuitState circuit() {
        return breaker.state();
    }

    /** Requests under way to it; each event loop keeps its part. */
    PerLoopCounter loads() {
        return loads;
    }

    /**
     * Records a check result; only several in a row change the health. A pass after a failure moves the breaker to
     * half-open. An endpoint that fails requests while its checks pass gets no such shortcut, so its breaker stays open
     * longer each time.
     *
     * @return true if the health changed
     */
    synchronized boolean checked(boolean passed, long nowNanos) {
        boolean passedBefore = passing == (contrary == 0);
        if (passed && !passedBefore) {
            breaker.recovered(nowNanos);
        }
        if (passed == passing) {
            contrary = 0;
            return false;
        }
        contrary++;
        if (contrary < (passed ? settings.successesMin() : settings.failuresMax())) {
            return false;
        }
        contrary = 0;
        passing = passed;
        return true;
    }
}
