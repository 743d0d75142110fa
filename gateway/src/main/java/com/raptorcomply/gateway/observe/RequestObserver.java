package com.raptorcomply.gateway.observe;

import com.raptorcomply.gateway.auth.Decision;
import com.raptorcomply.gateway.http.RequestHead;
import com.raptorcomply.gateway.ratelimit.ThrottleReason;
import com.raptorcomply.gateway.request.AdmissionControl;
import com.raptorcomply.gateway.request.ErrorResponses;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.request.RequestEvents;
import com.raptorcomply.gateway.upstream.Failure;
import com.raptorcomply.keyservice.client.grant.Grant;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Writes the access log, metrics, key usage, span and refusal trace of each request. One per event loop, confined to
 * it.
 */
public final class RequestObserver implements RequestEvents {
    private final GatewayMetrics metrics;
    private final AccessLog log;
    private final UsageAccumulator usage;
    private final AdmissionControl.Part admission;
    private final RefusalTraces traces;
    private final @Nullable RequestSpans spans;

    public RequestObserver(
            GatewayMetrics metrics,
            AccessLog log,
            UsageAccumulator usage,
            AdmissionControl.Part admission,
            RefusalTraces traces,
            @Nullable RequestSpans spans) {
        this.traces = traces;
        this.spans = spans;
        this.metrics = metrics;
        this.log = log;
        this.usage = usage;
        this.admission = admission;
    }

    @Override
    public boolean closes() {
        return admission.closes();
    }

    @Nullable
    @Override
    public Span begun(HttpServerRequest request, RequestHead head) {
        return spans == null ? null : spans.begin(request, head);
    }

    public void recalled(Decision decision) {
        metrics.recalled(decision);
    }

    public void verified(Decision decision) {
        metrics.verified(decision);
    }

    /** A rate limit refuses the request. */
    public void rateLimited(ThrottleReason reason) {
        metrics.rateLimited(reason);
    }

    @Override
    public void failed(RequestContext context, Failure failure, @Nullable Throwable cause) {
        metrics.failed(failure);
        refused(context, ErrorResponses.of(failure).reason());
        if (failure.isFaultOfOperation()) {
            log.failed(context, failure, cause);
        }
    }

    @Override
    public void broke(RequestContext context, RuntimeException cause) {
        log.broke(context, cause);
    }

    /** Keeps the reason for the trace at once, and for the log and the metrics until the request ends. */
    @Override
    public void refused(RequestContext context, int status, String reason, @Nullable String permission) {
        if (!context.hasEnded()) {
            traces.refused(context, status, reason, permission);
            refused(context, reason);
        }
    }

    private static void refused(RequestContext context, String reason) {
        context.reason(reason);
        Span span = context.span();
        if (span != null) {
            RequestSpans.refused(span, reason);
        }
    }

    @Override
    public void left(RequestContext context) {
        if (context.leave()) {
            admission.leave();
        }
        Grant admitted = context.released();
        if (admitted != null) {
            admission.release(admitted);
        }
    }

    @Override
    public void ended(RequestContext context, int status, long responseBytes) {
        if (!context.end()) {
            return;
        }
        long elapsedNanos = System.nanoTime() - context.begunNanos();
        metrics.ended(context, status, elapsedNanos);
        String reason = context.reason();
        if (reason != null) {
            metrics.refused(reason);
        }
        log.ended(context, status, responseBytes, elapsedNanos);
        usage.count(context, status);
        Span span = context.span();
        if (span != null) {
            RequestSpans.ended(span, context, status);
        }
    }
}
