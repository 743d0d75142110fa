package com.raptorcomply.gateway.request;

/**
 * Reasons of a refusal other than the form of the request, its key, a limit or its upstream. Logs, metrics and traces
 * show them.
 */
enum Rejection {
    /** {@code http.requestsMax} requests are active. The key has not been read. */
    GATEWAY_FULL,
    /** No route has the path. */
    ROUTE_UNKNOWN,
    /** The route does not take the method. */
    METHOD_NOT_ALLOWED,
    /** The caller lacks a permission, so the gateway or the upstream responded with 403. */
    PERMISSION,
    /** No reachable gateway has a trace of this request for the caller's organization. */
    TRACE_UNKNOWN,
    /** The OpenAPI document of an upstream is not known, so that of the whole API is not; the log says which. */
    DOCUMENT_UNKNOWN,
    /** A step of the gateway threw an exception; the log has it. */
    UNFORESEEN,
    /** The upstream itself responded with an error; its own log explains it. */
    UPSTREAM_RESPONSE
}
