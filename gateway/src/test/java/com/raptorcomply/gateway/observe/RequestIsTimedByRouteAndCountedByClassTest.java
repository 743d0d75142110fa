package com.raptorcomply.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestIsTimedByRouteAndCountedByClassTest {
    private static final Route TASKS = route("/tasks", "resources");
    private static final Route USERS = route("/users", "keyservice");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMeters meters = new RequestMeters(registry);

    RequestIsTimedByRouteAndCountedByClassTest() {
        meters.routes(List.of(TASKS, USERS));
    }

    @Test
    void withItsClass() {
        record(TASKS, 502);
        record(TASKS, 503);
        record(TASKS, 201);
        record(null, 404);

        assertThat(counts()).isEqualTo(Map.of("/tasks 5xx", 2.0, "/tasks 2xx", 1.0, "unmatched 4xx", 1.0));
        assertThat(registry.get("gateway.request.duration")
                        .tag("route", "/tasks")
                        .timer()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void andTheOwnShareAndTheUpstreamsAreTimedApart() {
        meters.record(TASKS, 200, 10_000, 1_000, 8_000);
        meters.record(TASKS, 429, 500, 500, RequestContext.NONE);

        assertThat(registry.get("gateway.own.duration").timer().totalTime(TimeUnit.NANOSECONDS))
                .isEqualTo(1_500);
        assertThat(registry.get("gateway.upstream.duration")
                        .tag("upstream", "resources")
                        .timer()
                        .totalTime(TimeUnit.NANOSECONDS))
                .isEqualTo(8_000);
    }

    @Test
    void andNoStatusAddsAMeter() {
        int before = registry.getMeters().size();
        for (int status = -1; status < 2_000; status++) {
            record(TASKS, status);
        }

        assertThat(registry.getMeters()).hasSize(before);
        assertThat(counts()).containsEntry("/tasks 4xx", 100.0).containsEntry("/tasks other", 1_501.0);
    }

    @Test
    void asLongAsItsRouteIsInForce() {
        record(TASKS, 200);
        record(USERS, 200);

        meters.routes(List.of(TASKS));
        record(USERS, 200);
        record(TASKS, 200);

        assertThat(counts()).isEqualTo(Map.of("/tasks 2xx", 2.0));
    }

    private void record(@Nullable Route route, int status) {
        meters.record(route, status, 1, 1, RequestContext.NONE);
    }

    /** Returns the counts that are not zero. */
    private Map<String, Double> counts() {
        return registry.find("gateway.requests").counters().stream()
                .filter(counter -> counter.count() > 0)
                .collect(Collectors.toMap(
                        counter -> counter.getId().getTag("route")
                                + ' '
                                + counter.getId().getTag("code_class"),
                        Counter::count));
    }

    private static Route route(String prefix, String upstream) {
        return new Route(prefix, upstream, Route.Access.KEY, List.of(), null, false, 0, null);
    }
}
