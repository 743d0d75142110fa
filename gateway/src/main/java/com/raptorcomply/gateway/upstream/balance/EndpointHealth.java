package com.raptorcomply.gateway.upstream.balance;

import com.raptorcomply.gateway.http.PerLoopCounter;
import com.raptorcomply.gateway.upstream.http1.Endpoint;

/** What all event loops know of one node: whether its checks pass, its circuit, and what is under way to it. Any thread. */
final class EndpointHealth {
    private final Endpoint node;
    private final UpstreamConfig.HealthCheckConfig settings;
    private final CircuitBreaker circuit;
    private final PerLoopCounter loads = new PerLoopCounter();
    private volatile boolean passing = true;
    private int contrary;

    EndpointHealth(Endpoint node, UpstreamConfig settings) {
        this.node = node;
        this.settings = settings.healthCheck();
        this.circuit = new CircuitBreaker(settings.circuitBreaker());
    }

    Endpoint node() {
        return node;
    }

    CircuitBreaker circuit() {
        return circuit;
    }

    /** Whether it may get a request now. */
    boolean admits(long nowNanos) {
        return passing && circuit.admits(nowNanos);
    }

    /** Whether it gets no ordinary requests now. */
    boolean isEjected() {
        return !passing || circuit.level() > 0;
    }

    /** Requests under way to it; each event loop keeps its part. */
    PerLoopCounter loads() {
        return loads;
    }

    /**
     * Takes in one check's result; only several in a row change whether it passes. One that passes after one that failed starts
     * the circuit's trials; what fails requests while its checks pass waits for them longer each time.
     *
     * @return whether this one changed it
     */
    synchronized boolean checked(boolean passed, long nowNanos) {
        boolean passedBefore = passing == (contrary == 0);
        if (passed && !passedBefore) {
            circuit.recovered(nowNanos);
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
