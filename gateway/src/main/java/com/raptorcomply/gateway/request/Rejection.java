package com.raptorcomply.gateway.request;

/**
 * Why the gateway refuses a request for a cause that is neither its form, its key, a limit, nor its upstream. Each constant is
 * the reason in logs, metrics and traces.
 */
enum Rejection {
    /** As many requests are under way as {@code http.requestsMax} permits; the key has not been read yet. */
    GATEWAY_FULL,
    /** No route has the path. */
    ROUTE_UNKNOWN,
    /** The route does not take the method. */
    METHOD_NOT_ALLOWED,
    /** The caller lacks a permission, as the gateway or the service behind it has said with 403. */
    PERMISSION,
    /** No gateway that could be asked has a trace of this request for the caller's organization. */
    TRACE_UNKNOWN,
    /** A step of the gateway threw an exception, which the log has. */
    UNFORESEEN,
    /** The service behind the gateway itself answered with an error, which its own log explains. */
    UPSTREAM_RESPONSE
}
