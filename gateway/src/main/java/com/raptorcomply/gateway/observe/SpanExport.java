package com.raptorcomply.gateway.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.InternalTelemetryVersion;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Sends spans to an OTLP collector from its own threads. Event loops put spans into a bounded queue; if it is full,
 * they are dropped. It ignores the environment of the process. Any thread.
 */
public final class SpanExport {
    private static final String SERVICE = "gateway";
    private static final String SCOPE = "com.raptorcomply.gateway";
    private static final int VALUE_CHARS_MAX = 1_024;
    private static final Duration EXPORT_OVERHEAD = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final TracingConfig settings;
    private final SdkTracerProvider spans;
    private final ExportCounts counts;

    private SpanExport(Vertx vertx, TracingConfig settings, SdkTracerProvider spans, ExportCounts counts) {
        this.vertx = vertx;
        this.settings = settings;
        this.spans = spans;
        this.counts = counts;
    }

    /** @param gatewayId name of this gateway in spans */
    public static SpanExport open(Vertx vertx, TracingConfig settings, String gatewayId) {
        ExportCounts counts = new ExportCounts();
        SdkMeterProvider meters =
                SdkMeterProvider.builder().registerMetricReader(counts).build();
        Duration timeout = settings.timeout();
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint().toString())
                .setTimeout(timeout)
                .setMeterProvider(() -> meters)
                .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                .build();
        BatchSpanProcessor queue = BatchSpanProcessor.builder(exporter)
                .setMaxQueueSize(settings.queueMax())
                .setMaxExportBatchSize(settings.batchMax())
                .setScheduleDelay(settings.interval())
                .setExporterTimeout(timeout.plus(EXPORT_OVERHEAD))
                .setMeterProvider(meters)
                .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                .build();
        SdkTracerProvider spans = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        SERVICE,
                        AttributeKey.stringKey("service.instance.id"),
                        gatewayId)))
                .setSampler(sampler(settings))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(VALUE_CHARS_MAX)
                        .build())
                .addSpanProcessor(queue)
                .build();
        return new SpanExport(vertx, settings, spans, counts);
    }

    private static Sampler sampler(TracingConfig settings) {
        Sampler ratio = Sampler.traceIdRatioBased(settings.ratio());
        return settings.parentBased() ? Sampler.parentBased(ratio) : ratio;
    }

    public Tracer tracer() {
        return spans.get(SCOPE);
    }

    /** Returns the spans that the collector accepted. */
    public long sent() {
        return counts.sent();
    }

    /** Returns the spans dropped because the queue was full. */
    public long dropped() {
        return counts.dropped();
    }

    /** Returns the spans that the collector did not accept in time. */
    public long refused() {
        return counts.refused();
    }

    /** Sends the queued spans, for at most the time-out of one message, then stops. */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        long timer = vertx.setTimer(settings.timeout().toMillis(), id -> closed.tryComplete());
        // Completes here, on the exporter's thread: after the time-out the event loops may have ended.
        spans.shutdown().whenComplete(() -> {
            vertx.cancelTimer(timer);
            closed.tryComplete();
        });
        return closed.future();
    }
}
