package com.raptorcomply.keyservice.revocation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Counts whether gateways get changes at once or at their next renewal. Safe on any thread. */
final class FeedMeters {
    private static final String CHANGES = "revocation.feed.changes";
    private static final String PUSHES = "revocation.feed.pushes";

    private final MeterRegistry registry;

    /** Changes read because the database had notified of them. */
    final Counter byNotification;

    /** Changes that were found by looking, which notices should have told of. */
    final Counter byPoll;

    /** Messages of changes sent to gateways. */
    final Counter pushed;

    /** Messages of changes not sent, because the gateway has not read earlier messages. */
    final Counter withheld;

    FeedMeters(MeterRegistry registry) {
        this.registry = registry;
        byNotification = counter(CHANGES, "Changes read for the gateways", "source", "notification");
        byPoll = counter(CHANGES, "Changes read for the gateways", "source", "poll");
        pushed = counter(PUSHES, "Messages of changes to gateways", "outcome", "sent");
        withheld = counter(PUSHES, "Messages of changes to gateways", "outcome", "withheld");
    }

    void streams(IntSupplier open) {
        Gauge.builder("revocation.feed.streams", open::getAsInt)
                .description("Gateways' open streams to this replica")
                .register(registry);
    }

    void listening(BooleanSupplier listens) {
        Gauge.builder("revocation.feed.listening", () -> listens.getAsBoolean() ? 1 : 0)
                .description("1 while this replica listens to the database's notifications")
                .register(registry);
    }

    private Counter counter(String name, String description, String tag, String value) {
        return Counter.builder(name).description(description).tag(tag, value).register(registry);
    }
}
