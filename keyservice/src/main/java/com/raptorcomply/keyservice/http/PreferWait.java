package com.raptorcomply.keyservice.http;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the time that a client wants to wait for a receipt: {@code Prefer: wait=N}, N seconds (RFC 7240 section 4.3).
 */
public final class PreferWait {
    private static final Duration DEFAULT = Duration.ofSeconds(10);
    private static final long SECONDS_MAX = 60;
    private static final Pattern WAIT = Pattern.compile("(?i)\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(;.*)?");

    private PreferWait() {}

    /** Returns ten seconds by default and a minute at most. */
    public static Duration of(HttpServerRequest request) {
        for (String field : request.headers().getAll("Prefer")) {
            for (String preference : field.split(",", -1)) {
                Matcher wait = WAIT.matcher(preference);
                if (wait.matches()) {
                    return Duration.ofSeconds(Math.min(SECONDS_MAX, Long.parseLong(wait.group(1))));
                }
            }
        }
        return DEFAULT;
    }
}
