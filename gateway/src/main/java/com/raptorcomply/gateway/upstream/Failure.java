package com.raptorcomply.gateway.upstream;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.TimeoutException;

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

    /** The text of Linux for EADDRNOTAVAIL: the local ports to the endpoint are used up. */
    private static final String NO_LOCAL_PORT = "Cannot assign requested address";

    /** Returns true if the client's connection closes after the response. */
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

    /** Returns the failure of an attempt to connect. */
    static Failure ofConnect(Throwable cause) {
        if (cause instanceof ConnectTimeoutException || cause instanceof TimeoutException) {
            return CONNECT_TIMEOUT;
        }
        if (cause instanceof ConnectionPoolTooBusyException) {
            return CONNECTION_QUEUE_FULL;
        }
        return isLocal(cause) ? GATEWAY_RESOURCES_EXHAUSTED : UNREACHABLE;
    }

    /** Returns the failure of an established connection. */
    static Failure ofConnection(Throwable cause) {
        if (isLocal(cause)) {
            return GATEWAY_RESOURCES_EXHAUSTED;
        }
        return cause instanceof IOException ? CONNECTION_FAILED : RESPONSE_MALFORMED;
    }

    /**
     * Returns true if the gateway itself lacks file descriptors, ports or memory, which is no fault of the endpoint.
     */
    private static boolean isLocal(Throwable cause) {
        return cause instanceof ChannelException
                || cause instanceof BindException
                || cause instanceof VirtualMachineError
                || String.valueOf(cause.getMessage()).contains(NO_LOCAL_PORT);
    }
}
