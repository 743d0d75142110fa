package com.raptorcomply.gateway.upstream;

/**
 * Why an upstream's answer could not be given to the client. Each constant is one cause, and its name is the reason in logs,
 * metrics and traces.
 */
public enum Failure {
    /** The endpoint closed or reset the connection before its answer was whole. */
    CONNECTION_FAILED,
    /** The endpoint sent something that is not HTTP, or an answer that must not be given on. */
    RESPONSE_MALFORMED,
    /** The endpoint refused the connection, or its TLS handshake failed: nothing of the request has left. */
    UNREACHABLE,
    /** No connection to the endpoint was made in time: nothing of the request has left. */
    CONNECT_TIMEOUT,
    /** The endpoint took the request and did not answer, or did not go on with its answer, in time. */
    RESPONSE_TIMEOUT,
    /** The whole exchange took longer than any may. */
    EXCHANGE_TIMEOUT,
    /** All connections to the endpoint are in use, and the queue for one is full. */
    CONNECTION_QUEUE_FULL,
    /** All connections to the endpoint were in use for as long as a request may wait for one. */
    CONNECTION_WAIT_TIMEOUT,
    /** The gateway itself lacks file descriptors, local ports or memory. */
    GATEWAY_RESOURCES_EXHAUSTED,
    /** No endpoint may get a request now: their checks or the requests before this one have failed. */
    NO_HEALTHY_ENDPOINT,
    /** The upstream does not believe the stamp now: that is no fault of the client's key. */
    STAMP_REFUSED,
    /** The request body is larger than allowed. */
    BODY_TOO_LARGE,
    /** The client sends its body or reads the response too slowly. */
    CLIENT_SLOW,
    /** The key was revoked during a long response. */
    REVOKED,
    /** The key expired during a long response. */
    EXPIRED,
    /** The key was narrowed while the answer was under way, and the answer was a long one; the key is still good. */
    PERMISSIONS_REDUCED,
    /** The lease or the grant has ended while the answer was under way, and the key could not be verified again. */
    REVALIDATION_FAILED,
    /** The client went away: there is nobody to answer. */
    CLIENT_GONE;

    /** Returns true if nothing more is read from the client's connection. */
    public boolean endsConnection() {
        return switch (this) {
            case BODY_TOO_LARGE, CLIENT_SLOW, REVOKED, EXPIRED, PERMISSIONS_REDUCED, REVALIDATION_FAILED -> true;
            default -> false;
        };
    }

    /** Returns true if an operator can act on it, so that it gets a log line of its own. */
    public boolean isFaultOfOperation() {
        return this == REVALIDATION_FAILED || (!endsConnection() && this != CLIENT_GONE);
    }

    /** Returns true if the failure counts against the endpoint of the request. */
    boolean blamesEndpoint() {
        return switch (this) {
            case CONNECTION_FAILED, RESPONSE_MALFORMED, UNREACHABLE, CONNECT_TIMEOUT, RESPONSE_TIMEOUT -> true;
            default -> false;
        };
    }
}
