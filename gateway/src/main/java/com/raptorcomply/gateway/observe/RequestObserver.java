package com.raptorcomply.gateway.observe;

import com.raptorcomply.gateway.auth.Decision;
import com.raptorcomply.gateway.http.RequestHead;
import com.raptorcomply.gateway.request.AdmissionControl;
import com.raptorcomply.gateway.request.ErrorResponses;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.request.RequestEvents;
import com.raptorcomply.gateway.upstream.Failure;
import com.raptorcomply.keyservice.client.grant.Grant;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** What is kept of a request when it has ended: one log line, the meters, that its key was used, and its span. One for each event loop. */
public final class RequestObserver implements RequestEvents {
    private final GatewayMetrics meters;
    private final AccessLog log;
    private final UsageAccumulator uses;
    private final AdmissionControl.Part gate;
    private final RefusalTraces traces;
    private final @Nullable RequestSpans spans;

    public RequestObserver(
            GatewayMetrics meters,
            AccessLog log,
            UsageAccumulator uses,
            AdmissionControl.Part gate,
            RefusalTraces traces,
            @Nullable RequestSpans spans) {
        this.traces = traces;
        this.spans = spans;
        this.meters = meters;
        this.log = log;
        this.uses = uses;
        this.gate = gate;
    }

    /** Whether the gateway is about to stop, so that this answer is the last one on its connection. */
    @Override
    public boolean closes() {
        return gate.closes();
    }

    /** The request's span; null without tracing, which costs a request nothing but this look. */
    @Nullable
    @Override
    public Span begun(HttpServerRequest request, RequestHead head) {
        return spans == null ? null : spans.begin(request, head);
    }

    public void recalled(Decision decision) {
        meters.recalled(decision);
    }

    public void verified(Decision decision) {
        meters.verified(decision);
    }

    public void limited() {
        meters.limited();
    }

    @Override
    public void failed(RequestContext call, Failure failure, @Nullable Throwable cause) {
        meters.failed(failure);
        refused(call, ErrorResponses.of(failure).reason());
        if (failure.isFaultOfOperation()) {
            log.failed(call, failure, cause);
        }
    }

    @Override
    public void broke(RequestContext call, RuntimeException cause) {
        log.broke(call, cause);
    }

    /**
     * Keeps why a call is refused, for its trace now and for the rest when it ends.
     *
     * @param permission that the caller lacks; null when that is not known, or not the reason
     */
    @Override
    public void refused(RequestContext call, int status, String reason, @Nullable String permission) {
        if (!call.hasEnded()) {
            traces.refused(call, status, reason, permission);
            refused(call, reason);
        }
    }

    private static void refused(RequestContext call, String reason) {
        call.reason(reason);
        Span span = call.span();
        if (span != null) {
            RequestSpans.refused(span, reason);
        }
    }

    /** The last byte of the call's answer has left, or never will: it is under way no longer. */
    @Override
    public void left(RequestContext call) {
        if (call.leave()) {
            gate.leave();
        }
        Grant admitted = call.released();
        if (admitted != null) {
            gate.release(admitted);
        }
    }

    /** Counts and logs the call, once: what else happens to an ended call changes nothing. */
    @Override
    public void ended(RequestContext call, int status, long responseBytes) {
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
            RequestSpans.ended(span, call, status);
        }
    }
}
