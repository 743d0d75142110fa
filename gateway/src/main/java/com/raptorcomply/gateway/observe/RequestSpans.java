package com.raptorcomply.gateway.observe;

import com.raptorcomply.chassis.log.Redaction;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.http.Methods;
import com.raptorcomply.gateway.http.RequestHead;
import com.raptorcomply.gateway.request.ErrorResponses;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.RequestTarget;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span for each request by OpenTelemetry's conventions for HTTP servers. It joins the client's trace or begins
 * one. A span holds no key, query, header field or body; path and host are redacted. Any thread.
 */
public final class RequestSpans {
    private static final int SERVER_ERROR = 500;

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> PROTOCOL_VERSION = AttributeKey.stringKey("network.protocol.version");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("raptorcomply.request.id");
    private static final AttributeKey<String> ORGANIZATION_ID = AttributeKey.stringKey("raptorcomply.organization.id");
    private static final AttributeKey<String> KEY_ID = AttributeKey.stringKey("raptorcomply.key.id");
    private static final AttributeKey<String> CHECK = AttributeKey.stringKey("raptorcomply.check");
    private static final String OTHER_METHOD = "_OTHER";

    /** Offsets in a {@code traceparent} field (W3C Trace Context section 3.2.2). */
    private static final int TRACE = 3;

    private static final int TRACE_END = 35;
    private static final int PARENT = 36;
    private static final int PARENT_END = 52;
    private static final int FLAGS = 53;

    private final Tracer tracer;

    public RequestSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Returns the {@code traceparent} that makes the span the parent of the upstream's; null without tracing. */
    public static @Nullable String traceParent(@Nullable Span span) {
        if (span == null) {
            return null;
        }
        SpanContext own = span.getSpanContext();
        return "00-" + own.getTraceId() + "-" + own.getSpanId() + "-"
                + own.getTraceFlags().asHex();
    }

    /** Begins the span of a request. */
    Span begin(HttpServerRequest request, RequestHead head) {
        String method = method(request);
        Span span = tracer.spanBuilder(method)
                .setParent(parent(head.traceParent()))
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        if (span.isRecording()) {
            span.setAttribute(METHOD, method)
                    .setAttribute(SCHEME, request.isSSL() ? "https" : "http")
                    .setAttribute(PROTOCOL_VERSION, version(request.version()));
        }
        return span;
    }

    /** Sets the reason of a refusal or failure: see {@link ErrorResponses#reasons}. */
    static void refused(Span span, String reason) {
        span.setAttribute(CHECK, reason);
    }

    /** @param status of the response; {@link RequestContext#CLIENT_GONE} without one */
    static void ended(Span span, RequestContext context, int status) {
        if (span.isRecording()) {
            span.setAttribute(REQUEST_ID, Redaction.redact(context.requestId()));
            RequestTarget target = context.aimed();
            if (target != null) {
                where(span, context, target);
            }
            Permit permit = context.permit();
            if (permit != null) {
                span.setAttribute(
                                ORGANIZATION_ID,
                                permit.grant().organization().id().toString())
                        .setAttribute(KEY_ID, permit.grant().keyId().toString());
            }
            outcome(span, status);
        }
        span.end();
    }

    private static void where(Span span, RequestContext context, RequestTarget target) {
        String matched = context.routeTemplate();
        if (matched != null) {
            span.updateName(method(context.request()) + " " + matched).setAttribute(ROUTE, matched);
        }
        span.setAttribute(PATH, Redaction.redact(target.path()));
        String host = context.head().host();
        if (host != null) {
            int colon = host.lastIndexOf(':');
            boolean port = colon > host.lastIndexOf(']') && colon < host.length() - 1;
            span.setAttribute(ADDRESS, Redaction.redact(port ? host.substring(0, colon) : host));
            if (port) {
                span.setAttribute(PORT, Long.parseLong(host.substring(colon + 1)));
            }
        }
    }

    private static void outcome(Span span, int status) {
        if (status == RequestContext.CLIENT_GONE) {
            span.setAttribute(ERROR, "client-gone");
            return;
        }
        span.setAttribute(STATUS, (long) status);
        if (status >= SERVER_ERROR) {
            span.setAttribute(ERROR, Integer.toString(status)).setStatus(StatusCode.ERROR);
        }
    }

    private static Context parent(@Nullable String sent) {
        return sent == null
                ? Context.root()
                : Context.root()
                        .with(Span.wrap(SpanContext.createFromRemoteParent(
                                sent.substring(TRACE, TRACE_END),
                                sent.substring(PARENT, PARENT_END),
                                TraceFlags.fromHex(sent, FLAGS),
                                TraceState.getDefault())));
    }

    /** Returns a known method or {@code _OTHER}, because a client may write anything there, even a key. */
    private static String method(HttpServerRequest request) {
        String name = request.method().name();
        return Methods.FORWARDED.contains(name) ? name : OTHER_METHOD;
    }

    private static String version(@Nullable HttpVersion version) {
        if (version == HttpVersion.HTTP_2) {
            return "2";
        }
        return version == HttpVersion.HTTP_1_0 ? "1.0" : "1.1";
    }
}
