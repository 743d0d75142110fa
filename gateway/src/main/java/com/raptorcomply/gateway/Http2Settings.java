package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/**
 * Bounds of what one HTTP/2 connection may ask for. Spoken over TLS only, by ALPN.
 *
 * @param streamsMax requests at once
 * @param resetsMax streams that its client resets, or makes the gateway reset, in half a minute (CVE-2023-44487,
 *     CVE-2025-8671)
 * @param controlFramesMax in ten seconds: PING, SETTINGS and the like, and PRIORITY and WINDOW_UPDATE that no request or answer
 *     explains
 */
record Http2Settings(int streamsMax, int resetsMax, int controlFramesMax) {
    private static final int COUNT_MAX = 1_000_000;
    private static final int RESET_WINDOW_SECONDS = 30;

    /** What is sent on all streams together before the gateway has read it. */
    private static final int CONNECTION_WINDOW_BYTES = 1024 * 1024;

    static Http2Settings from(Settings settings) {
        Settings http2 = settings.child("http2");
        return new Http2Settings(
                http2.integer("streamsMax", 100, 1, COUNT_MAX),
                http2.integer("resetsMax", 200, 1, COUNT_MAX),
                http2.integer("controlFramesMax", 100, 1, COUNT_MAX));
    }

    /** The same with no more streams than so many. */
    Http2Settings atMost(int streams) {
        return new Http2Settings(Math.min(streamsMax, streams), resetsMax, controlFramesMax);
    }

    HttpServerOptions apply(HttpServerOptions options, int headerBytesMax) {
        return options.setInitialSettings(new io.vertx.core.http.Http2Settings()
                        .setMaxConcurrentStreams(streamsMax)
                        .setMaxHeaderListSize(headerBytesMax))
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW_BYTES)
                .setHttp2RstFloodMaxRstFramePerWindow(resetsMax)
                .setHttp2RstFloodWindowDuration(RESET_WINDOW_SECONDS)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS);
    }
}
