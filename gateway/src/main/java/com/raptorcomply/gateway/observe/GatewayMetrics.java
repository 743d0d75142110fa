package com.raptorcomply.gateway.observe;

import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.gateway.auth.Decision;
import com.raptorcomply.gateway.auth.Denial;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.request.ErrorResponses;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.upstream.Failure;
import com.raptorcomply.gateway.upstream.balance.UpstreamCluster;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The gateway's meters, all registered at start: counting a request looks nothing up but its route. Any thread. */
public final class GatewayMetrics implements UpstreamCluster.Meters {
    private static final int STATUS_CLASSES = 6;
    private static final int STATUSES_PER_CLASS = 100;
    private static final String NO_ROUTE = "none";
    private static final String MEMORY = "memory";
    private static final String KEY_SERVICE = "keyservice";
    private static final String PERMITTED = "permitted";
    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofSeconds(1)
    };

    private final MeterRegistry registry;
    /** Never changed once it is here. */
    private volatile Map<String, Timer[]> requests = Map.of();

    private final Counter permittedFromMemory;
    private final Counter permittedByKeyService;
    private final Map<Denial, Counter> recalled;
    private final Map<Denial, Counter> verified;
    private final Map<Failure, Counter> failures = new EnumMap<>(Failure.class);
    private final Map<String, Counter> refusals = new HashMap<>();
    private final Counter limited;

    public GatewayMetrics(MeterRegistry registry, List<Route> routes) {
        this.registry = registry;
        routes(routes);
        permittedFromMemory = decision(MEMORY, PERMITTED);
        permittedByKeyService = decision(KEY_SERVICE, PERMITTED);
        recalled = denials(MEMORY);
        verified = denials(KEY_SERVICE);
        for (Failure failure : Failure.values()) {
            failures.put(failure, failure(failure));
        }
        for (String reason : ErrorResponses.reasons()) {
            refusals.put(
                    reason,
                    Counter.builder("gateway.refusals")
                            .description("Requests that were refused or not answered as a whole, by the reason")
                            .tag("reason", reason)
                            .register(registry));
        }
        limited = Counter.builder("gateway.limited")
                .description("Requests refused with 429")
                .register(registry);
    }

    /** From now on these routes have meters, and no others. */
    public void routes(List<Route> routes) {
        Map<String, Timer[]> before = requests;
        Map<String, Timer[]> after = new HashMap<>();
        after.put(NO_ROUTE, timers(NO_ROUTE));
        routes.forEach(route -> after.put(route.prefix(), timers(route.prefix())));
        requests = after;
        before.forEach((prefix, timers) -> {
            if (!after.containsKey(prefix)) {
                Arrays.stream(timers).forEach(registry::remove);
            }
        });
    }

    /** A number read when somebody looks. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** A time in seconds, read when somebody looks. */
    public void seconds(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).baseUnit("seconds").register(registry);
    }

    /** A count that only rises, read when somebody looks; its owner must live as long as the registry does. */
    public <T> void count(String name, String description, T owner, ToDoubleFunction<T> value) {
        count(name, description, Tags.empty(), owner, value);
    }

    /** As {@link #count(String, String, Object, ToDoubleFunction)}, one of several that their tags tell apart. */
    public <T> void count(String name, String description, Tags tags, T owner, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, owner, value)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    @Override
    public void endpoint(String name, String description, String upstream, String node, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .description(description)
                .tag("upstream", upstream)
                .tag("node", node)
                .register(registry);
    }

    @Override
    public void upstream(String name, String description, String upstream, LongAdder count) {
        FunctionCounter.builder(name, count, LongAdder::sum)
                .description(description)
                .tag("upstream", upstream)
                .register(registry);
    }

    void ended(@Nullable Route route, int status, long elapsedNanos) {
        Timer[] timers = requests.get(route == null ? NO_ROUTE : route.prefix());
        if (timers != null) {
            timers[Math.min(status / STATUSES_PER_CLASS, STATUS_CLASSES - 1)].record(
                    elapsedNanos, TimeUnit.NANOSECONDS);
        }
    }

    void recalled(Decision decision) {
        count(decision, permittedFromMemory, recalled);
    }

    void verified(Decision decision) {
        count(decision, permittedByKeyService, verified);
    }

    void limited() {
        limited.increment();
    }

    /** @param reason one of {@link ErrorResponses#reasons} */
    void refused(String reason) {
        increment(refusals.get(reason));
    }

    void failed(Failure failure) {
        increment(failures.get(failure));
    }

    private Timer[] timers(String route) {
        Timer[] timers = new Timer[STATUS_CLASSES];
        for (int i = 1; i < STATUS_CLASSES; i++) {
            timers[i] = Timer.builder("gateway.requests")
                    .description("Requests from the end of their head to the end of their answer")
                    .tag("route", route)
                    .tag("status", i + "xx")
                    .serviceLevelObjectives(OBJECTIVES)
                    .register(registry);
        }
        timers[0] = timers[STATUS_CLASSES - 1];
        return timers;
    }

    private Map<Denial, Counter> denials(String from) {
        Map<Denial, Counter> counters = new EnumMap<>(Denial.class);
        for (Denial denial : Denial.values()) {
            counters.put(denial, decision(from, EnumLabel.of(denial)));
        }
        return counters;
    }

    private Counter failure(Failure failure) {
        return Counter.builder("gateway.upstream.failures")
                .description("Requests without a whole answer of their upstream")
                .tag("reason", EnumLabel.of(failure))
                .register(registry);
    }

    private Counter decision(String from, String outcome) {
        return Counter.builder("gateway.decisions")
                .description("Keys decided on, from memory or by the key service")
                .tag("from", from)
                .tag("outcome", outcome)
                .register(registry);
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
