package com.raptorcomply.gateway.observe;

import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.service.EventLoopLag;
import com.raptorcomply.gateway.auth.Decision;
import com.raptorcomply.gateway.auth.Denial;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.ratelimit.ThrottleReason;
import com.raptorcomply.gateway.request.ErrorResponses;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.upstream.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests and their outcomes as {@link MeterDefinition} declares them. All counters are registered at start, so that
 * counting a request looks up nothing but its route. Any thread.
 */
public final class GatewayMetrics {
    private static final String MEMORY = "memory";
    private static final String KEY_SERVICE = "keyservice";
    private static final String PERMITTED = "permitted";
    private static final String RATE_LIMIT_SUFFIX = "-rate-limit";
    private static final Duration[] VERIFICATION_OBJECTIVES = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2)
    };

    private final MeterRegistry registry;
    private final Timer verifications;
    private final RequestMeters requests;
    private final Counter permittedFromMemory;
    private final Counter permittedByKeyService;
    private final Map<Denial, Counter> recalled;
    private final Map<Denial, Counter> verified;
    private final Map<Failure, Counter> failures = new EnumMap<>(Failure.class);
    private final Map<String, Counter> refusals = new HashMap<>();
    private final Map<ThrottleReason, Counter> rateLimited = new EnumMap<>(ThrottleReason.class);

    public GatewayMetrics(PrometheusMeterRegistry registry, List<Route> routes) {
        this.registry = registry;
        requests = new RequestMeters(registry);
        routes(routes);
        verifications = MeterDefinition.VERIFICATION_DURATION
                .timer()
                .serviceLevelObjectives(VERIFICATION_OBJECTIVES)
                .register(registry);
        permittedFromMemory = MeterDefinition.DECISIONS.counter(registry, MEMORY, PERMITTED);
        permittedByKeyService = MeterDefinition.DECISIONS.counter(registry, KEY_SERVICE, PERMITTED);
        recalled = denials(MEMORY);
        verified = denials(KEY_SERVICE);
        for (Failure failure : Failure.values()) {
            failures.put(failure, MeterDefinition.UPSTREAM_FAILURES.counter(registry, EnumLabel.of(failure)));
        }
        for (String reason : ErrorResponses.reasons()) {
            refusals.put(reason, MeterDefinition.REFUSALS.counter(registry, reason));
        }
        for (ThrottleReason reason : ThrottleReason.values()) {
            String label = EnumLabel.of(reason);
            if (label.endsWith(RATE_LIMIT_SUFFIX)) {
                String limit = label.substring(0, label.length() - RATE_LIMIT_SUFFIX.length());
                rateLimited.put(reason, MeterDefinition.LIMITED.counter(registry, limit));
            }
        }
    }

    /** Registers the numbers that the gateway's parts keep themselves. */
    public GatewayGauges gauges() {
        return new GatewayGauges(registry);
    }

    /** Measures the event loop of the caller. */
    public void watchLoop(Vertx vertx) {
        new EventLoopLag(registry).watch(vertx);
    }

    /** Returns the timer of verifications at the key service. */
    public Timer verifications() {
        return verifications;
    }

    /** From now on these routes have meters, and no others. */
    public void routes(List<Route> routes) {
        requests.routes(routes);
    }

    void ended(RequestContext request, int status, long elapsedNanos) {
        requests.record(request.route(), status, elapsedNanos, request.ownNanos(elapsedNanos), request.upstreamNanos());
    }

    void recalled(Decision decision) {
        count(decision, permittedFromMemory, recalled);
    }

    void verified(Decision decision) {
        count(decision, permittedByKeyService, verified);
    }

    /** @param reason of a rate limit */
    void rateLimited(ThrottleReason reason) {
        increment(rateLimited.get(reason));
    }

    /** @param reason one of {@link ErrorResponses#reasons} */
    void refused(String reason) {
        increment(refusals.get(reason));
    }

    void failed(Failure failure) {
        increment(failures.get(failure));
    }

    private Map<Denial, Counter> denials(String from) {
        Map<Denial, Counter> counters = new EnumMap<>(Denial.class);
        for (Denial denial : Denial.values()) {
            counters.put(denial, MeterDefinition.DECISIONS.counter(registry, from, EnumLabel.of(denial)));
        }
        return counters;
    }

    private static void count(Decision decision, Counter permitted, Map<Denial, Counter> denied) {
        if (decision instanceof Permit) {
            permitted.increment();
        } else {
            increment(denied.get((Denial) decision));
        }
    }

    private static void increment(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
