package com.raptorcomply.chassis.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Measures how late event loops run what is due, which shows work that blocks them. All event loops of a service share
 * one histogram. Any thread.
 */
public final class EventLoopLag {
    private static final long INTERVAL_MILLIS = 100;
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS);
    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1)
    };

    private final Timer lag;
    private volatile boolean closed;

    public EventLoopLag(MeterRegistry meters) {
        lag = Timer.builder("event.loop.lag")
                .description("Time by which event loops run late what is due")
                .serviceLevelObjectives(OBJECTIVES)
                .register(meters);
    }

    /**
     * Watches an event loop until {@link #close}: that of the caller, or any one if the caller has none. In a verticle,
     * its end ends the watch too.
     */
    public void watch(Vertx vertx) {
        long armedNanos = System.nanoTime();
        vertx.setTimer(INTERVAL_MILLIS, due -> {
            if (!closed) {
                lag.record(Math.max(0, System.nanoTime() - armedNanos - INTERVAL_NANOS), TimeUnit.NANOSECONDS);
                watch(vertx);
            }
        });
    }

    /** Stops watching. */
    public void close() {
        closed = true;
    }
}
