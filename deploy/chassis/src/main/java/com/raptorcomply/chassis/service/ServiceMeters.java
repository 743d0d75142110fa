package com.raptorcomply.chassis.service;

import ch.qos.logback.classic.Level;
import com.raptorcomply.chassis.log.QueuedAppender;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Registers what every service shows about itself: its build, the duration of its start, and its log lines. */
final class ServiceMeters implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final List<Level> LEVELS = List.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE);

    private final Vertx vertx;
    private final Readiness readiness;
    private final long begunNanos = System.nanoTime();
    private final long timer;
    private volatile double startSeconds;

    ServiceMeters(Vertx vertx, MeterRegistry meters, Readiness readiness) {
        this.vertx = vertx;
        this.readiness = readiness;
        Gauge.builder("raptorcomply.build.info", () -> 1)
                .description("1, with the version, the commit and the Java that runs")
                .tag("version", ProductVersion.read())
                .tag("revision", ProductVersion.revision())
                .tag("java", Runtime.version().toString())
                .register(meters);
        Gauge.builder("service.start.duration", () -> startSeconds)
                .baseUnit("seconds")
                .description("Time from the start to the moment when the service was first ready; 0 until then")
                .register(meters);
        for (Level level : LEVELS) {
            FunctionCounter.builder("log.lines", level, QueuedAppender::lines)
                    .description("Log lines, the dropped ones included")
                    .tag("level", level.toString().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        FunctionCounter.builder("log.lines.dropped", QueuedAppender.class, lines -> QueuedAppender.dropped())
                .description("Log lines for which there was no room")
                .register(meters);
        timer = vertx.setPeriodic(LOOK_MILLIS, look -> look());
    }

    private void look() {
        readiness.report().onSuccess(report -> {
            if (report.ready() && !report.checks().isEmpty() && startSeconds == 0) {
                startSeconds = (System.nanoTime() - begunNanos) / NANOS_PER_SECOND;
                close();
            }
        });
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
