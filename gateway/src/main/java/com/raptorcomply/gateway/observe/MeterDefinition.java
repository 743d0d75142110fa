package com.raptorcomply.gateway.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Declares every meter of the gateway: its name, unit, meaning and labels. Operators' alerts rely on them, so
 * {@code deploy/docs/METRICS.md} lists the same.
 */
enum MeterDefinition {
    REQUEST_DURATION("gateway.request.duration", "Time from a request's head to the end of its response", "route"),
    REQUESTS("gateway.requests", "Requests answered", "route", "code_class"),
    OWN_DURATION("gateway.own.duration", "Time until a request is forwarded or answered by the gateway"),
    UPSTREAM_DURATION(
            "gateway.upstream.duration", "Time from forwarding to the head of the upstream's response", "upstream"),
    REQUESTS_ACTIVE("gateway.requests.active", "Requests that are waiting or streaming"),
    REQUESTS_SHED("gateway.requests.shed", "Requests refused because too many are active"),
    REQUESTS_IN_FLIGHT("gateway.requests.in.flight", "Active requests that hold a place of their key"),
    REQUESTS_IN_FLIGHT_REJECTED(
            "gateway.requests.in.flight.rejected",
            "Requests refused because their key or organization has too many in flight"),
    REFUSALS("gateway.refusals", "Requests that were refused or not answered completely", "reason"),
    CONNECTIONS_ACTIVE("gateway.connections.active", "Open connections of clients"),
    CONNECTIONS_REJECTED("gateway.connections.rejected", "Connections closed at once because too many are open"),
    CONNECTIONS_CLOSED(
            "gateway.connections.closed", "Connections closed because the client reads too slowly", "reason"),
    HTTP2_CONNECTIONS_CLOSED(
            "gateway.http2.connections.closed", "HTTP/2 connections closed to protect the gateway", "reason"),
    SEND_BUFFER(Unit.BYTES, "gateway.send.buffer", "Response bytes that clients have not read yet"),
    GRANTS("gateway.grants", "Cached grants"),
    GRANTS_EVICTED("gateway.grants.evicted", "Grants removed because the cache was full"),
    REFUSALS_CACHED("gateway.grants.refused", "Cached refusals of keys"),
    DECISIONS("gateway.decisions", "Decisions on keys", "from", "outcome"),
    VERIFICATION_IN_FLIGHT("gateway.verification.in.flight", "Verifications that the key service has not answered yet"),
    VERIFICATION_DURATION("gateway.verification.duration", "Time of a verification at the key service"),
    VERIFICATION_CIRCUIT("gateway.verification.circuit", "1 for the state of the key service's circuit", "state"),
    VERIFICATION_STALE("gateway.verification.stale", "Verifications repeated because a change overtook their response"),
    LEASE_REMAINING(Unit.SECONDS, "gateway.lease.remaining", "Time for which cached grants may still be used"),
    CLOCK_LEAD(Unit.SECONDS, "gateway.clock.lead", "How far the wall clock is ahead of that of the key service"),
    LEASE_SESSIONS("gateway.lease.sessions", "Lease sessions begun; each one empties the cache"),
    LEASE_RENEWALS("gateway.lease.renewals", "Renewals of the lease", "cause"),
    LEASE_RENEWALS_FAILED(
            "gateway.lease.renewals.failed", "Connections to the key service that failed or ended", "cause"),
    APPLIED_SEQUENCE("gateway.applied.sequence", "Sequence number of the latest change that is applied"),
    SEQUENCE_LAG("gateway.sequence.lag", "Changes that the key service has announced and the gateway not applied yet"),
    USAGE_UNSENT("gateway.usage.unsent", "Secrets whose uses are counted and not yet reported"),
    USAGE_FAILED("gateway.usage.failed", "Usage reports that got no response and are sent again"),
    USAGE_DROPPED("gateway.usage.dropped", "Usage reports that the key service did not understand"),
    LIMITED("gateway.limited", "Requests refused by a rate limit", "limit"),
    RATELIMIT_BUCKETS("gateway.ratelimit.buckets", "Token buckets in memory"),
    RATELIMIT_GATEWAYS("gateway.ratelimit.gateways", "Gateways among which rate limits are divided"),
    RATELIMIT_REDIS_UP("gateway.ratelimit.redis.up", "1 while Redis answers, else 0"),
    RATELIMIT_REDIS_FALLBACKS("gateway.ratelimit.redis.fallbacks", "Requests whose limits were counted without Redis"),
    UPSTREAM_FAILURES("gateway.upstream.failures", "Requests that got no complete upstream response", "reason"),
    UPSTREAM_RETRIES("gateway.upstream.retries", "Requests sent a second time", "upstream"),
    UPSTREAM_RETRIES_WITHHELD("gateway.upstream.retries.withheld", "Retries that the budget did not allow", "upstream"),
    ENDPOINT_IN_FLIGHT(
            "gateway.upstream.endpoint.in.flight",
            "Requests that the endpoint has not answered yet",
            "upstream",
            "endpoint"),
    ENDPOINT_EJECTED(
            "gateway.upstream.endpoint.ejected",
            "1 while the endpoint gets only trials, else 0",
            "upstream",
            "endpoint"),
    ENDPOINT_CIRCUIT(
            "gateway.upstream.endpoint.circuit",
            "1 for the state of the endpoint's circuit, else 0",
            "upstream",
            "endpoint",
            "state"),
    ROUTES("gateway.routes", "Routes in force"),
    ROUTES_FILE_VALID("gateway.routes.file.valid", "0 while the routes file is wrong and older routes hold, else 1"),
    SPANS_SENT("gateway.spans.sent", "Spans that the collector has taken"),
    SPANS_DROPPED("gateway.spans.dropped", "Spans for which the queue had no room"),
    SPANS_REFUSED("gateway.spans.refused", "Spans that the collector did not take");

    private enum Unit {
        NONE(null),
        BYTES(BaseUnits.BYTES),
        SECONDS("seconds");

        private final @Nullable String base;

        Unit(@Nullable String base) {
            this.base = base;
        }
    }

    private final Unit unit;
    private final String meter;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type does not show
    private final List<String> labels;

    MeterDefinition(String meter, String description, String... labels) {
        this(Unit.NONE, meter, description, labels);
    }

    MeterDefinition(Unit unit, String meter, String description, String... labels) {
        this.unit = unit;
        this.meter = meter;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** The meter's name, words separated by dots. */
    String meter() {
        return meter;
    }

    Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(meter)
                .description(description)
                .tags(tags(values))
                .register(registry);
    }

    /** A count that only rises and that a scrape reads; the registry does not keep its owner alive. */
    <T> void count(MeterRegistry registry, T owner, ToDoubleFunction<T> value, String... values) {
        FunctionCounter.builder(meter, owner, value)
                .description(description)
                .tags(tags(values))
                .register(registry);
    }

    /** A number that a scrape reads. */
    void gauge(MeterRegistry registry, Supplier<Number> value, String... values) {
        Gauge.builder(meter, value)
                .description(description)
                .baseUnit(unit.base)
                .tags(tags(values))
                .register(registry);
    }

    /** A timer's description and labels; its unit is seconds. */
    Timer.Builder timer(String... values) {
        return Timer.builder(meter).description(description).tags(tags(values));
    }

    /** Returns histograms in seconds, by the value of the meter's only label; it has none for a single one. */
    HistogramSnapshot histograms(Map<String, DurationHistogram> byLabel) {
        HistogramSnapshot.Builder shown = HistogramSnapshot.builder()
                .name(meter.replace('.', '_') + "_seconds")
                .help(description)
                .unit(io.prometheus.metrics.model.snapshots.Unit.SECONDS);
        byLabel.forEach((value, histogram) ->
                shown.dataPoint(histogram.snapshot(labels.isEmpty() ? Labels.EMPTY : Labels.of(labels.get(0), value))));
        return shown.build();
    }

    private Tags tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(meter + " has the labels " + labels);
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(labels.get(i), values[i]);
        }
        return tags;
    }
}
