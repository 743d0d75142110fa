package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.edge.BodyBounds;
import com.raptorcomply.gateway.edge.ReaderBounds;
import com.raptorcomply.gateway.edge.SendBufferBounds;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Where clients connect, and the bounds of what they send.
 *
 * @param lineBytesMax of the request line
 * @param headerBytesMax of all header fields together
 * @param buffers of answers that wait for clients
 * @param headMillis from the first byte of a request's head to its last, and for a TLS handshake
 * @param idleSeconds after which a connection without a byte in either direction ends
 */
record EdgeSettings(
        String host,
        int port,
        int lineBytesMax,
        int headerBytesMax,
        BodyBounds bodies,
        ReaderBounds readers,
        SendBufferBounds buffers,
        long headMillis,
        int idleSeconds,
        Http2Settings http2) {
    private static final int PORT_DEFAULT = 8080;
    private static final int PORT_MAX = 65_535;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int KIBI = 1024;
    private static final long GIBI = 1024L * KIBI * KIBI;

    /** Bodies are read in pieces of at most this size; 8 KiB, the default, cost three times the CPU at 64 KiB answers. */
    private static final int CHUNK_BYTES_MAX = 128 * KIBI;

    static EdgeSettings from(Settings settings) {
        return new EdgeSettings(
                settings.string("host", "0.0.0.0"),
                settings.integer("port", PORT_DEFAULT, 0, PORT_MAX),
                (int) settings.bytes("http.lineBytesMax", 8L * KIBI, 256, 64L * KIBI),
                (int) settings.bytes("http.headerBytesMax", 64L * KIBI, 1024, 1024L * KIBI),
                bodies(settings),
                readers(settings),
                buffers(settings),
                settings.duration(
                                "http.headerTimeout",
                                Duration.ofSeconds(10),
                                Duration.ofMillis(10),
                                Duration.ofHours(1))
                        .toMillis(),
                (int) settings.duration(
                                "http.idleTimeout", Duration.ofSeconds(75), Duration.ofSeconds(1), Duration.ofHours(1))
                        .toSeconds(),
                Http2Settings.from(settings));
    }

    private static BodyBounds bodies(Settings settings) {
        return new BodyBounds(
                settings.bytes("http.bodyBytesMax", GIBI, 0, 1024 * GIBI),
                settings.duration("http.bodyTimeout", Duration.ofSeconds(20), Duration.ofMillis(10), HOUR)
                        .toMillis(),
                (int) settings.bytes("http.bodyBytesPerSecondMin", 500, 1, GIBI),
                stalledMillis(settings));
    }

    private static SendBufferBounds buffers(Settings settings) {
        return new SendBufferBounds(
                (int) settings.bytes("http.streamBufferBytesMax", 160L * KIBI, KIBI, GIBI),
                (int) settings.bytes("http.connectionBufferBytesMax", 1024L * KIBI, KIBI, GIBI),
                (int) settings.bytes("http.bufferBytesMax", 128L * 1024 * KIBI, KIBI, GIBI),
                stalledMillis(settings));
    }

    private static long stalledMillis(Settings settings) {
        return settings.duration("http.stalledTimeout", Duration.ofSeconds(30), Duration.ofMillis(10), HOUR)
                .toMillis();
    }

    private static ReaderBounds readers(Settings settings) {
        return new ReaderBounds(
                (int) settings.bytes("http.readBytesPerSecondMin", 500, 1, GIBI),
                settings.duration("http.readPeriod", Duration.ofMinutes(1), Duration.ofMillis(10), HOUR)
                        .toMillis());
    }

    /** @param streamsMax that one connection may have, whatever the settings say */
    HttpServerOptions serverOptions(int streamsMax) {
        return http2.atMost(streamsMax)
                .apply(new HttpServerOptions(), headerBytesMax)
                .setHost(host)
                .setPort(port)
                .setMaxInitialLineLength(lineBytesMax)
                .setMaxHeaderSize(headerBytesMax)
                .setMaxChunkSize(CHUNK_BYTES_MAX)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setStrictThreadMode(true)
                .setTcpNoDelay(true)
                .setSslHandshakeTimeout(headMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(idleSeconds)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }
}
