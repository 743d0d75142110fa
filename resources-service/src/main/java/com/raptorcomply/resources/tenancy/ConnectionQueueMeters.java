package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.log.EnumLabel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** Measures a {@link FairConnectionQueue}: its length, the time in it, and the requests that it refuses. */
final class ConnectionQueueMeters {
    private final Map<ConnectionUse, Timer> waits = new EnumMap<>(ConnectionUse.class);
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);

    /** The reason for which the queue refuses a request. */
    enum Refusal {
        ORGANIZATION_FULL,
        QUEUE_FULL,
        TIMEOUT
    }

    ConnectionQueueMeters(MeterRegistry registry, ToIntFunction<ConnectionUse> waiting) {
        for (ConnectionUse use : ConnectionUse.values()) {
            Gauge.builder("postgres.queue.waiting", () -> waiting.applyAsInt(use))
                    .description("Requests that wait for a database connection")
                    .tag("use", EnumLabel.of(use))
                    .register(registry);
            waits.put(
                    use,
                    Timer.builder("postgres.queue.wait")
                            .description("Time that requests waited for a database connection")
                            .tag("use", EnumLabel.of(use))
                            .register(registry));
        }
        for (Refusal reason : Refusal.values()) {
            refusals.put(
                    reason,
                    Counter.builder("postgres.queue.rejected")
                            .description("Requests refused because they would wait too long for a database connection")
                            .tag("reason", EnumLabel.of(reason))
                            .register(registry));
        }
    }

    void granted(ConnectionUse use, long waitedNanos) {
        Objects.requireNonNull(waits.get(use)).record(waitedNanos, TimeUnit.NANOSECONDS);
    }

    void refused(Refusal reason) {
        Objects.requireNonNull(refusals.get(reason)).increment();
    }
}
