package com.raptorcomply.chassis.http;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a service that stands behind the gateway listens: HTTP/1.1 only, and to heads as the gateway sends them. */
public final class InternalHttpOptions {
    private static final int IDLE_SECONDS_MAX = 75;

    /** More than a gateway lets through (64 KiB, and lines of 8 KiB, unless told otherwise) and adds to it. */
    private static final int HEADER_BYTES_MAX = 96 * 1024;

    private static final int LINE_BYTES_MAX = 16 * 1024;

    private InternalHttpOptions() {}

    public static HttpServerOptions options(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxInitialLineLength(LINE_BYTES_MAX)
                .setIdleTimeout(IDLE_SECONDS_MAX)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
