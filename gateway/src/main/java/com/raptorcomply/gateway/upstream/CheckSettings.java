package com.raptorcomply.gateway.upstream;

import org.jspecify.annotations.Nullable;

/**
 * How a node is asked whether it is well, whether or not requests go to it.
 *
 * @param path that answers 2xx when it is; null: taking a connection is enough
 * @param port where it is asked; null: where requests go
 * @param timeoutMillis of one check
 * @param failuresMax in a row, after which it gets no requests
 * @param successesMin in a row, after which it gets some again
 */
public record CheckSettings(
        @Nullable String path,
        @Nullable Integer port,
        long intervalMillis,
        long timeoutMillis,
        int failuresMax,
        int successesMin) {}
