package com.raptorcomply.gateway.observe;

import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times requests by route, and counts them by route and class of the status. All meters of a route are registered when
 * it comes into force, so a request looks up nothing but its route and allocates nothing. Any thread.
 */
final class RequestMeters {
    /** The route of a request that no configured route matches. */
    static final String UNMATCHED = "unmatched";

    private static final String[] CLASSES = {"other", "1xx", "2xx", "3xx", "4xx", "5xx"};
    private static final int STATUSES_PER_CLASS = 100;

    /** Fine around a response in memory's time and around those of an upstream. */
    private static final Duration[] OBJECTIVES = {
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(4),
        Duration.ofMillis(8),
        Duration.ofMillis(16),
        Duration.ofMillis(32),
        Duration.ofMillis(64),
        Duration.ofMillis(128),
        Duration.ofMillis(256),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Timer own;
    /** Replaced as a whole, never changed. */
    private volatile Map<String, OfRoute> byRoute = Map.of();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
        own = timer(MeterDefinition.OWN_DURATION);
    }

    /** From now on these routes have meters, and no others. */
    synchronized void routes(List<Route> routes) {
        Map<String, OfRoute> before = byRoute;
        Map<String, OfRoute> after = new HashMap<>();
        after.put(UNMATCHED, kept(before, UNMATCHED, null));
        routes.forEach(route -> after.put(route.prefix(), kept(before, route.prefix(), route.upstream())));
        byRoute = Map.copyOf(after);
        before.forEach((prefix, meters) -> {
            if (!after.containsKey(prefix)) {
                meters.close();
            }
        });
    }

    private OfRoute kept(Map<String, OfRoute> before, String route, @Nullable String upstream) {
        OfRoute known = before.get(route);
        Timer toUpstream = upstream == null ? null : timer(MeterDefinition.UPSTREAM_DURATION, upstream);
        return new OfRoute(
                known == null ? timer(MeterDefinition.REQUEST_DURATION, route) : known.duration,
                known == null ? classes(route) : known.classes,
                toUpstream);
    }

    private Counter[] classes(String route) {
        Counter[] counters = new Counter[CLASSES.length];
        for (int i = 0; i < CLASSES.length; i++) {
            counters[i] = MeterDefinition.REQUESTS.counter(registry, route, CLASSES[i]);
        }
        return counters;
    }

    private Timer timer(MeterDefinition definition, String... labels) {
        return definition.timer(labels).serviceLevelObjectives(OBJECTIVES).register(registry);
    }

    /**
     * Times and counts a request; one whose route is no longer in force counts only for the gateway's own share.
     *
     * @param upstreamNanos {@link RequestContext#NONE} if no upstream has responded
     */
    void record(@Nullable Route route, int status, long elapsedNanos, long ownNanos, long upstreamNanos) {
        own.record(ownNanos, TimeUnit.NANOSECONDS);
        OfRoute meters = byRoute.get(route == null ? UNMATCHED : route.prefix());
        if (meters == null) {
            return;
        }
        meters.duration.record(elapsedNanos, TimeUnit.NANOSECONDS);
        int codeClass = status / STATUSES_PER_CLASS;
        meters.classes[codeClass > 0 && codeClass < CLASSES.length ? codeClass : 0].increment();
        if (meters.upstream != null && upstreamNanos != RequestContext.NONE) {
            meters.upstream.record(upstreamNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** The meters of one route, and that of its upstream, which other routes may share. */
    private final class OfRoute {
        private final Timer duration;
        private final Counter[] classes;
        private final @Nullable Timer upstream;

        private OfRoute(Timer duration, Counter[] classes, @Nullable Timer upstream) {
            this.duration = duration;
            this.classes = classes;
            this.upstream = upstream;
        }

        private void close() {
            registry.remove(duration);
            for (Meter counter : classes) {
                registry.remove(counter);
            }
        }
    }
}
