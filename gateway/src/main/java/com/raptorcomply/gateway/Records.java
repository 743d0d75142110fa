package com.raptorcomply.gateway;

import com.raptorcomply.gateway.decision.Decision;
import com.raptorcomply.gateway.edge.RequestHead;
import com.raptorcomply.gateway.upstream.Failure;
import com.raptorcomply.keyservice.client.grant.Grant;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** What is kept of a request when it has ended: one log line, the meters, that its key was used, and its span. One for each event loop. */
final class Records {
    private final GatewayMeters meters;
    private final AccessLog log;
    private final Uses uses;
    private final Gate.Part gate;
    private final Traces traces;
    private final @Nullable Spans spans;

    Records(GatewayMeters meters, AccessLog log, Uses uses, Gate.Part gate, Traces traces, @Nullable Spans spans) {
        this.traces = traces;
        this.spans = spans;
        this.meters = meters;
        this.log = log;
        this.uses = uses;
        this.gate = gate;
    }

    /** Whether the gateway is about to stop, so that this answer is the last one on its connection. */
    boolean closes() {
        return gate.closes();
    }

    /** The request's span; null without tracing, which costs a request nothing but this look. */
    @Nullable
    Span begun(HttpServerRequest request, RequestHead head) {
        return spans == null ? null : spans.begin(request, head);
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

    void failed(Call call, Failure failure, @Nullable Throwable cause) {
        meters.failed(failure);
        refused(call, Errors.of(failure).reason());
        if (failure.isFaultOfOperation()) {
            log.failed(call, failure, cause);
        }
    }

    void broke(Call call, RuntimeException cause) {
        log.broke(call, cause);
    }

    /**
     * Keeps why a call is refused, for its trace now and for the rest when it ends.
     *
     * @param permission that the caller lacks; null when that is not known, or not the reason
     */
    void refused(Call call, int status, String reason, @Nullable String permission) {
        if (!call.hasEnded()) {
            traces.refused(call, status, reason, permission);
            refused(call, reason);
        }
    }

    private static void refused(Call call, String reason) {
        call.reason(reason);
        Span span = call.span();
        if (span != null) {
            Spans.refused(span, reason);
        }
    }

    /** The last byte of the call's answer has left, or never will: it is under way no longer. */
    void left(Call call) {
        if (call.leave()) {
            gate.leave();
        }
        Grant admitted = call.released();
        if (admitted != null) {
            gate.release(admitted);
        }
    }

    /** Counts and logs the call, once: what else happens to an ended call changes nothing. */
    void ended(Call call, int status, long responseBytes) {
        if (!call.end()) {
            return;
        }
        long elapsedNanos = System.nanoTime() - call.begunNanos();
        meters.ended(call.route(), status, elapsedNanos);
        String reason = call.reason();
        if (reason != null) {
            meters.refused(reason);
        }
        log.ended(call, status, responseBytes, elapsedNanos);
        uses.count(call, status);
        Span span = call.span();
        if (span != null) {
            Spans.ended(span, call, status);
        }
    }
}
