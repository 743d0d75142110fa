package com.raptorcomply.gateway.upstream;

import io.netty.channel.ConnectTimeoutException;
import java.util.concurrent.TimeoutException;

/** What a connection attempt's failure means. */
final class Failures {
    private Failures() {}

    static Failure ofConnect(Throwable cause) {
        return cause instanceof ConnectTimeoutException || cause instanceof TimeoutException
                ? Failure.TIMEOUT
                : Failure.BROKEN;
    }
}
