package com.raptorcomply.gateway.http.guard;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;

/**
 * The settings {@code http2}: bounds of one HTTP/2 connection. HTTP/2 is spoken over TLS only, by ALPN.
 *
 * @param streamsMax requests at once
 * @param resetsMax streams that its client resets, or makes the gateway reset, in half a minute (CVE-2023-44487,
 *     CVE-2025-8671)
 * @param controlFramesMax in ten seconds: PING, SETTINGS and the like, and PRIORITY and WINDOW_UPDATE that no request or
 *     response explains
 */
public record Http2Config(
        @Default("100") int streamsMax,
        @Default("200") int resetsMax,
        @Default("100") int controlFramesMax) {
    private static final int COUNT_MAX = 1_000_000;

    public Http2Config {
        new Checks()
                .within("streamsMax", streamsMax, 1, COUNT_MAX)
                .within("resetsMax", resetsMax, 1, COUNT_MAX)
                .within("controlFramesMax", controlFramesMax, 1, COUNT_MAX)
                .done();
    }

    /** The same with no more streams than so many. */
    public Http2Config atMost(int streams) {
        return new Http2Config(Math.min(streamsMax, streams), resetsMax, controlFramesMax);
    }
}
