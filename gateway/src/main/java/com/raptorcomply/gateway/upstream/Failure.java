package com.raptorcomply.gateway.upstream;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.TimeoutException;

/**
 * Names the cause for which a client gets no complete response of an upstream. Its name is the reason in logs, metrics and
 * traces.
 */
public enum Failure {
    /** The endpoint closed or reset the connection before its response was complete. */
    CONNECTION_FAILED,
    /** The endpoint sent something that is not HTTP, or a response that must not be relayed. */
    RESPONSE_MALFORMED,
    /** The endpoint refused the connection, or its TLS handshake failed. Nothing of the request was sent. */
    UNREACHABLE,
    /** The endpoint did not accept the connection in time. Nothing of the request was sent. */
    CONNECT_TIMEOUT,
    /** The endpoint did not begin its response, or did not continue it, in time. */
    RESPONSE_TIMEOUT,
    /** The exchange took longer than {@code upstreams.NAME.requestTimeout}. */
    EXCHANGE_TIMEOUT,
    /** All connections to the endpoint are in use, and the queue for one is full. */
    CONNECTION_QUEUE_FULL,
    /** All connections to the endpoint were in use for as long as a request may wait for one. */
    CONNECTION_WAIT_TIMEOUT,
    /** The gateway itself lacks file descriptors, local ports or memory. */
    GATEWAY_RESOURCES_EXHAUSTED,
    /** No endpoint may get a request now, because their health checks or earlier requests have failed. */
    NO_HEALTHY_ENDPOINT,
    /** The upstream refused the gateway's stamp, which is no fault of the client's key. */
    STAMP_REFUSED,
    /** The request body is larger than allowed. */
    BODY_TOO_LARGE,
    /** The client sends its body or reads the response too slowly. */
    CLIENT_SLOW,
    /** The key was revoked during a long response. */
    REVOKED,
    /** The key expired during a long response. */
    EXPIRED,
    /** The key lost a permission during a long response. It is still valid. */
    PERMISSIONS_REDUCED,
    /** The lease or the grant ended during a long response, and the key could not be verified again. */
    REVALIDATION_FAILED,
    /** The client closed its connection or stream. */
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
