package com.raptorcomply.gateway.observe;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Computed;
import com.raptorcomply.chassis.settings.Default;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * The settings {@code tracing}: the collector of spans, and how much may be spent on them.
 *
 * @param endpoint of an OTLP collector that takes protobuf over HTTP
 * @param ratio of the traces that are exported, by their id: 0 to 1
 * @param parentBased a client's trace context decides if its request is exported, rather than the ratio
 * @param queueMax spans that wait to be sent; one more is dropped and counted
 * @param batchMax spans of one message
 * @param interval after which spans leave although they are fewer than a batch
 * @param timeout of one message with its repetitions, and of the last ones when the gateway stops
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
                        endpoint == null || Set.of("http", "https").contains(endpoint.getScheme()),
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
