package com.raptorcomply.gateway;

import com.raptorcomply.gateway.decision.Decision;
import com.raptorcomply.gateway.upstream.Failure;

/** What is kept of a request when it has ended: one log line, the meters, and that its key was used. One for each event loop. */
final class Records {
    private final GatewayMeters meters;
    private final AccessLog log;
    private final Uses uses;
    private final Gate.Part gate;
    private final Traces traces;

    Records(GatewayMeters meters, AccessLog log, Uses uses, Gate.Part gate, Traces traces) {
        this.traces = traces;
        this.meters = meters;
        this.log = log;
        this.uses = uses;
        this.gate = gate;
    }

    /** Whether the gateway is about to stop, so that this answer is the last one on its connection. */
    boolean closes() {
        return gate.closes();
    }

    void recalled(Decision decision) {
        meters.recalled(decision);
    }

    void verified(Decision decision) {
        meters.verified(decision);
    }

    void limited() {
        meters.limited();
    }

    void failed(Call call, Failure failure) {
        meters.failed(failure);
        if (failure != Failure.CLIENT_GONE && failure != Failure.CLIENT_SLOW) {
            log.failed(call, failure);
        }
    }

    void refused(Call call, int status, String check) {
        traces.refused(call, status, check);
    }

    void ended(Call call, int status, long responseBytes) {
        if (call.hasEntered()) {
            gate.leave();
        }
        long elapsedNanos = System.nanoTime() - call.begunNanos();
        meters.ended(call.route(), status, elapsedNanos);
        log.ended(call, status, responseBytes, elapsedNanos);
        uses.count(call, status);
    }
}
