package com.raptorcomply.gateway.request;

import com.raptorcomply.gateway.http.RequestHead;
import com.raptorcomply.gateway.upstream.Failure;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of requests. {@link RequestContext} calls it on the event loop of the request, so that requests do not
 * depend on how they are logged, counted and traced.
 */
public interface RequestEvents {
    /** Begins the span of a request; returns null without tracing. */
    @Nullable
    Span begun(HttpServerRequest request, RequestHead head);

    /** Returns true if the gateway is about to stop, so that each response is the last one on its connection. */
    boolean closes();

    /**
     * Records the reason of a refused request, once, before it ends.
     *
     * @param permission that the caller lacks; null if it is unknown or not the reason
     */
    void refused(RequestContext context, int status, String reason, @Nullable String permission);

    /**
     * Records that the upstream exchange failed.
     *
     * @param cause null if nothing was thrown
     */
    void failed(RequestContext context, Failure failure, @Nullable Throwable cause);

    /** Records an exception that a step threw. */
    void broke(RequestContext context, RuntimeException cause);

    /** Counts and logs the request. Only the first invocation for a request counts. */
    void ended(RequestContext context, int status, long responseBytes);

    /** Gives back the places that the request held, after the last byte of its response has left or never will. */
    void left(RequestContext context);
}
