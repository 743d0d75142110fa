package com.raptorcomply.gateway.observe;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Computed;
import com.raptorcomply.chassis.settings.Default;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * The settings {@code tracing}: the span collector and the bounds of the export.
 *
 * @param endpoint of an OTLP collector that accepts protobuf over HTTP
 * @param ratio of the traces that are exported, by trace id: 0 to 1
 * @param parentBased true if the client's trace context decides about the export, rather than the ratio
 * @param queueMax spans that wait to be sent; further ones are dropped and counted
 * @param batchMax spans in one message
 * @param interval after which an incomplete batch is sent
 * @param timeout of one message with its repetitions, and of the last messages when the gateway stops
 */
public record TracingConfig(
        URI endpoint,
        @Default("1") double ratio,
        @Default("false") boolean parentBased,
        @Default("2048") int queueMax,
        @Computed("512, at most queueMax") Integer batchMax,
        @Default("5s") Duration interval,
        @Default("10s") Duration timeout) {
    private static final int BATCH = 512;
    private static final Duration TIME_MIN = Duration.ofMillis(10);
    private static final Duration TIME_MAX = Duration.ofMinutes(10);

    public TracingConfig {
        batchMax = batchMax == null ? Math.min(BATCH, queueMax) : batchMax;
        new Checks()
                .expect(
                        endpoint == null
                                || (Set.of("http", "https").contains(endpoint.getScheme()) && Checks.isPort(endpoint)),
                        "endpoint",
                        endpoint,
                        "a URL such as http://127.0.0.1:4318/v1/traces")
                .within("queueMax", queueMax, 1, 1_000_000)
                .within("batchMax", batchMax, 1, Math.max(1, queueMax))
                .within("interval", interval, TIME_MIN, TIME_MAX)
                .within("timeout", timeout, TIME_MIN, TIME_MAX)
                .done();
    }
}
