package com.raptorcomply.gateway.observe;

import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Times requests by route, and counts them by route and class of the status. All meters of a route are made when it
 * comes into force, so a request looks up nothing but its route and allocates nothing. Any thread.
 */
final class RequestMeters {
    /** The route of a request that no configured route matches. */
    static final String UNMATCHED = "unmatched";

    private static final String[] CLASSES = {"other", "1xx", "2xx", "3xx", "4xx", "5xx"};
    private static final int STATUSES_PER_CLASS = 100;

    private final MeterRegistry registry;
    private final DurationHistogram own = new DurationHistogram();
    private final Map<String, DurationHistogram> byUpstream = new ConcurrentHashMap<>();
    /** Replaced as a whole, never changed. */
    private volatile Map<String, OfRoute> byRoute = Map.of();

    RequestMeters(PrometheusMeterRegistry registry) {
        this.registry = registry;
        registry.getPrometheusRegistry().register((MultiCollector) this::histograms);
    }

    private MetricSnapshots histograms() {
        Map<String, DurationHistogram> durations = new HashMap<>();
        byRoute.forEach((route, meters) -> durations.put(route, meters.duration));
        return new MetricSnapshots(
                MeterDefinition.OWN_DURATION.histograms(Map.of("", own)),
                MeterDefinition.REQUEST_DURATION.histograms(durations),
                MeterDefinition.UPSTREAM_DURATION.histograms(byUpstream));
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
        return new OfRoute(
                known == null ? new DurationHistogram() : known.duration,
                known == null ? classes(route) : known.classes,
                upstream == null ? null : byUpstream.computeIfAbsent(upstream, name -> new DurationHistogram()));
    }

    private Counter[] classes(String route) {
        Counter[] counters = new Counter[CLASSES.length];
        for (int i = 0; i < CLASSES.length; i++) {
            counters[i] = MeterDefinition.REQUESTS.counter(registry, route, CLASSES[i]);
        }
        return counters;
    }

    /**
     * Times and counts a request; one whose route is no longer in force counts only for the gateway's own share.
     *
     * @param upstreamNanos {@link RequestContext#NONE} if no upstream has responded
     */
    void record(@Nullable Route route, int status, long elapsedNanos, long ownNanos, long upstreamNanos) {
        own.record(ownNanos);
        OfRoute meters = byRoute.get(route == null ? UNMATCHED : route.prefix());
        if (meters == null) {
            return;
        }
        meters.duration.record(elapsedNanos);
        int codeClass = status / STATUSES_PER_CLASS;
        meters.classes[codeClass > 0 && codeClass < CLASSES.length ? codeClass : 0].increment();
        if (meters.upstream != null && upstreamNanos != RequestContext.NONE) {
            meters.upstream.record(upstreamNanos);
        }
    }

    /** The meters of one route, and that of its upstream, which other routes may share. */
    private final class OfRoute {
        private final DurationHistogram duration;
        private final Counter[] classes;
        private final @Nullable DurationHistogram upstream;

        private OfRoute(DurationHistogram duration, Counter[] classes, @Nullable DurationHistogram upstream) {
            this.duration = duration;
            this.classes = classes;
            this.upstream = upstream;
        }

        private void close() {
            for (Meter counter : classes) {
                registry.remove(counter);
            }
        }
    }
}
