package com.raptorcomply.chassis.http.framing;

import io.vertx.core.Future;
import java.io.IOException;

/** Names the settings of an address that a server cannot listen on. */
public final class ListenFailure {
    private ListenFailure() {}

    /**
     * Returns the same future, whose failure names the address and its settings.
     *
     * @param group of the settings {@code host} and {@code port}, with its dot; empty for those of the service
     */
    public static <T> Future<T> named(Future<T> listening, String group, String host, int port) {
        return listening.recover(cause -> Future.failedFuture(new IOException(
                "cannot listen on " + host + ":" + port + ", which settings '" + group + "host' and '" + group
                        + "port' name",
                cause)));
    }
}
