package com.raptorcomply.chassis.http;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Configures the HTTP server of a service behind the gateway: HTTP/1.1 only, and room for the headers that the gateway
 * adds.
 */
public final class InternalHttpOptions {
    private static final int IDLE_SECONDS_MAX = 75;

    /**
     * The size of a request's header in bytes. Larger than the gateway's default limits (64 KiB, lines of 8 KiB) plus
     * the headers that it adds.
     */
    private static final int HEADER_BYTES_MAX = 96 * 1024;

    private static final int LINE_BYTES_MAX = 16 * 1024;

    private InternalHttpOptions() {}

    public static HttpServerOptions options(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxInitialLineLength(LINE_BYTES_MAX)
                .setIdleTimeout(IDLE_SECONDS_MAX)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
