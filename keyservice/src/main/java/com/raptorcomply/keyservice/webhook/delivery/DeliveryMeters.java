package com.raptorcomply.keyservice.webhook.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Counts and times the attempts of this replica. Safe on any thread. */
final class DeliveryMeters {
    private static final String ATTEMPTS = "webhook.attempts";

    private final MeterRegistry registry;
    private final Counter delivered;
    private final Counter refused;
    private final Counter failed;
    private final Timer duration;
    private volatile double lagSeconds;

    DeliveryMeters(MeterRegistry registry) {
        this.registry = registry;
        this.delivered = attempts("delivered");
        this.refused = attempts("refused");
        this.failed = attempts("failed");
        this.duration = Timer.builder("webhook.attempt.duration")
                .description("Attempts to deliver a notice, from the look-up of the name to the response")
                .register(registry);
        Gauge.builder("webhook.queue.lag", () -> lagSeconds)
                .description("Time for which the oldest delivery has been due")
                .baseUnit("seconds")
                .register(registry);
    }

    void active(IntSupplier attempts) {
        Gauge.builder("webhook.attempts.active", attempts::getAsInt)
                .description("Attempts of this replica that have not ended")
                .register(registry);
    }

    void lag(double seconds) {
        lagSeconds = seconds;
    }

    void ended(Attempt attempt) {
        duration.record(attempt.durationMillis(), TimeUnit.MILLISECONDS);
        if (attempt.isDelivered()) {
            delivered.increment();
        } else {
            (attempt.statusCode() == null ? failed : refused).increment();
        }
    }

    private Counter attempts(String outcome) {
        return Counter.builder(ATTEMPTS)
                .description("Attempts to deliver a notice to a webhook")
                .tag("outcome", outcome)
                .register(registry);
    }
}
