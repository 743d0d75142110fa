package com.raptorcomply.gateway;

import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.http.guard.Http2Config;
import com.raptorcomply.gateway.http.guard.HttpConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** Creates the server options of the public port from the settings. */
final class ServerOptions {
    /** Bodies are read in pieces of at most this size, because smaller ones cost more CPU for large responses. */
    private static final int CHUNK_BYTES_MAX = 128 * 1024;

    /** The bytes that a client may send on all streams of a connection before the gateway has read them. */
    private static final int CONNECTION_WINDOW_BYTES = 1024 * 1024;

    private static final int RESET_WINDOW_SECONDS = 30;

    private ServerOptions() {}

    /** @param streamsMax bound on the streams of one connection, whatever the settings say */
    static HttpServerOptions of(GatewayConfig config, int streamsMax) {
        HttpConfig http = config.http();
        Http2Config http2 = config.http2().atMost(streamsMax);
        return new HttpServerOptions()
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(http2.streamsMax())
                        .setMaxHeaderListSize(http.headerBytesMax().intBytes()))
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW_BYTES)
                .setHttp2RstFloodMaxRstFramePerWindow(http2.resetsMax())
                .setHttp2RstFloodWindowDuration(RESET_WINDOW_SECONDS)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
                .setHost(config.host())
                .setPort(config.port())
                .setMaxInitialLineLength(http.lineBytesMax().intBytes())
                .setMaxHeaderSize(http.headerBytesMax().intBytes())
                .setMaxChunkSize(CHUNK_BYTES_MAX)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setStrictThreadMode(true)
                .setTcpNoDelay(true)
                .setSslHandshakeTimeout(http.headerTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) http.idleTimeout().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
