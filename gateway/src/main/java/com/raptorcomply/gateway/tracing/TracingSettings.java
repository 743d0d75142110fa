package com.raptorcomply.gateway.tracing;

import com.raptorcomply.chassis.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where spans go, and how much may be spent on them.
 *
 * @param endpoint of an OTLP collector that takes protobuf over HTTP
 * @param ratio of the traces that are told, by their id: 0 to 1
 * @param followsClients whether a client's trace context says if its request is told, rather than the ratio
 * @param queueMax spans that wait to be sent; one more is dropped and counted
 * @param batchMax spans of one message
 * @param intervalMillis after which spans leave although they are fewer than a batch
 * @param timeoutMillis of one message with its repetitions, and of the last ones when the gateway stops
 */
public record TracingSettings(
        URI endpoint,
        double ratio,
        boolean followsClients,
        int queueMax,
        int batchMax,
        long intervalMillis,
        long timeoutMillis) {
    private static final int QUEUE_MAX = 1_000_000;

    /** Null without an endpoint: then there are no spans. */
    public static @Nullable TracingSettings from(Settings settings) {
        Settings tracing = settings.child("tracing");
        if (tracing.optional("endpoint").isEmpty()) {
            return null;
        }
        URI endpoint = tracing.uri("endpoint");
        tracing.expect(
                List.of("http", "https").contains(endpoint.getScheme()),
                "endpoint",
                "a URL such as http://127.0.0.1:4318/v1/traces");
        int queueMax = tracing.integer("queueMax", 2_048, 1, QUEUE_MAX);
        return new TracingSettings(
                endpoint,
                tracing.ratio("ratio", 1),
                tracing.bool("followsClients", false),
                queueMax,
                tracing.integer("batchMax", Math.min(512, queueMax), 1, queueMax),
                millis(tracing, "interval", Duration.ofSeconds(5)),
                millis(tracing, "timeout", Duration.ofSeconds(10)));
    }

    private static long millis(Settings tracing, String key, Duration fallback) {
        return tracing.duration(key, fallback, Duration.ofMillis(10), Duration.ofMinutes(10))
                .toMillis();
    }
}
