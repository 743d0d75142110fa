package com.raptorcomply.gateway.observe;

import com.raptorcomply.gateway.http.Methods;
import com.raptorcomply.gateway.route.Route;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Times requests by route, method and status. The first request of a combination registers its timer; each later one reads an
 * array and allocates nothing. Any thread.
 */
final class RequestTimers {
    /** The route of a request that no configured route matches. */
    static final String UNMATCHED = "unmatched";

    private static final String OTHER = "other";

    /** IANA's HTTP Status Code Registry, and 499, which the access log has for a client that went away. */
    private static final int[] STATUSES = {
        100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307, 308,
                400,
        401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 425,
                426,
        428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511
    };

    private static final int STATUSES_PER_CLASS = 100;
    /** The five classes, and one for numbers outside them. */
    private static final int CLASSES = 6;

    /** A status that is not registered shares a timer with the others of its class. */
    private static final int STATUS_SLOTS = STATUSES.length + CLASSES;

    private static final byte[] SLOT_OF_STATUS = slots();
    private static final String[] METHODS = Methods.FORWARDED.toArray(String[]::new);

    /** Bounds the timers of one route, whatever clients and upstreams send. */
    static final int TIMERS_PER_ROUTE_MAX = (METHODS.length + 1) * STATUS_SLOTS;

    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofSeconds(1)
    };

    private final MeterRegistry registry;
    /** Replaced as a whole, never changed. */
    private volatile Map<String, RouteTimers> byRoute = Map.of();

    RequestTimers(MeterRegistry registry) {
        this.registry = registry;
    }

    /** From now on these routes have timers, and no others. */
    synchronized void routes(List<Route> routes) {
        Map<String, RouteTimers> before = byRoute;
        Map<String, RouteTimers> after = new HashMap<>();
        keep(before, after, UNMATCHED);
        routes.forEach(route -> keep(before, after, route.prefix()));
        byRoute = after;
        before.forEach((prefix, timers) -> {
            if (!after.containsKey(prefix)) {
                timers.close();
            }
        });
    }

    private void keep(Map<String, RouteTimers> before, Map<String, RouteTimers> after, String route) {
        RouteTimers known = before.get(route);
        after.put(route, known == null ? new RouteTimers(route) : known);
    }

    /** Times a request; one whose route is no longer in force is not timed. */
    void record(@Nullable Route route, HttpMethod method, int status, long elapsedNanos) {
        RouteTimers timers = byRoute.get(route == null ? UNMATCHED : route.prefix());
        if (timers != null) {
            timers.record(methodSlot(method.name()), status, elapsedNanos);
        }
    }

    private static int methodSlot(String method) {
        for (int i = 0; i < METHODS.length; i++) {
            if (METHODS[i].equals(method)) {
                return i;
            }
        }
        return METHODS.length;
    }

    private static int statusSlot(int status) {
        return status >= 0 && status < SLOT_OF_STATUS.length ? SLOT_OF_STATUS[status] : STATUSES.length;
    }

    private static byte[] slots() {
        byte[] slots = new byte[CLASSES * STATUSES_PER_CLASS];
        for (int status = 0; status < slots.length; status++) {
            int known = Arrays.binarySearch(STATUSES, status);
            slots[status] = (byte) (known >= 0 ? known : STATUSES.length + status / STATUSES_PER_CLASS);
        }
        return slots;
    }

    /** The timers of one route. */
    private final class RouteTimers {
        private final String route;
        private final AtomicReferenceArray<@Nullable Timer> timers = new AtomicReferenceArray<>(TIMERS_PER_ROUTE_MAX);
        private boolean closed;

        private RouteTimers(String route) {
            this.route = route;
        }

        private void record(int methodSlot, int status, long elapsedNanos) {
            int statusSlot = statusSlot(status);
            Timer timer = timers.get(methodSlot * STATUS_SLOTS + statusSlot);
            if (timer == null) {
                timer = register(methodSlot, statusSlot, status);
            }
            if (timer != null) {
                timer.record(elapsedNanos, TimeUnit.NANOSECONDS);
            }
        }

        private synchronized @Nullable Timer register(int methodSlot, int statusSlot, int status) {
            if (closed) {
                return null;
            }
            Timer timer = MeterDefinition.REQUESTS
                    .timer(
                            route,
                            methodSlot < METHODS.length ? METHODS[methodSlot] : OTHER,
                            statusSlot < STATUSES.length ? Integer.toString(status) : OTHER,
                            Outcome.forStatus(status).asTag().getValue())
                    .serviceLevelObjectives(OBJECTIVES)
                    .register(registry);
            timers.set(methodSlot * STATUS_SLOTS + statusSlot, timer);
            return timer;
        }

        private synchronized void close() {
            closed = true;
            for (int i = 0; i < TIMERS_PER_ROUTE_MAX; i++) {
                Timer timer = timers.get(i);
                if (timer != null) {
                    registry.remove(timer);
                }
            }
        }
    }
}
