package com.raptorcomply.gateway.upstream;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import java.net.BindException;
import java.util.concurrent.TimeoutException;

/** What a connection attempt's failure means. */
final class Failures {
    /** Of Linux, for EADDRNOTAVAIL: the local ports to the node are used up. */
    private static final String NO_LOCAL_PORT = "Cannot assign requested address";

    private Failures() {}

    static Failure ofConnect(Throwable cause) {
        if (cause instanceof ConnectTimeoutException || cause instanceof TimeoutException) {
            return Failure.TIMEOUT;
        }
        return isLocal(cause) ? Failure.OVERLOADED : Failure.UNREACHABLE;
    }

    /** Whether the gateway itself lacks file descriptors, ports or memory, which speaks against no node. */
    static boolean isLocal(Throwable cause) {
        return cause instanceof ChannelException
                || cause instanceof BindException
                || cause instanceof VirtualMachineError
                || String.valueOf(cause.getMessage()).contains(NO_LOCAL_PORT);
    }
}
