package com.raptorcomply.gateway.upstream;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.TimeoutException;

/** Tells by an exception why an exchange fails. */
final class ConnectFailure {
    /** Of Linux, for EADDRNOTAVAIL: the local ports to the node are used up. */
    private static final String NO_LOCAL_PORT = "Cannot assign requested address";

    private ConnectFailure() {}

    /** Of an attempt to connect. */
    static Failure ofConnect(Throwable cause) {
        if (cause instanceof ConnectTimeoutException || cause instanceof TimeoutException) {
            return Failure.CONNECT_TIMEOUT;
        }
        if (cause instanceof ConnectionPoolTooBusyException) {
            return Failure.CONNECTION_QUEUE_FULL;
        }
        return isLocal(cause) ? Failure.GATEWAY_RESOURCES_EXHAUSTED : Failure.UNREACHABLE;
    }

    /** Of a connection that was made. */
    static Failure ofConnection(Throwable cause) {
        if (isLocal(cause)) {
            return Failure.GATEWAY_RESOURCES_EXHAUSTED;
        }
        return cause instanceof IOException ? Failure.CONNECTION_FAILED : Failure.RESPONSE_MALFORMED;
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
