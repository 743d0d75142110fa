package com.raptorcomply.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestIsTimedByRouteAndCountedByClassTest {
    private static final Route TASKS = route("/tasks", "resources");
    private static final Route USERS = route("/users", "keyservice");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
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
        assertThat(registry.scrape()).contains("gateway_request_duration_seconds_count{route=\"/tasks\"} 3\n");
    }

    @Test
    void andTheOwnShareAndTheUpstreamsAreTimedApart() {
        meters.record(TASKS, 200, 10_000_000, 1_000_000, 8_000_001);
        meters.record(TASKS, 429, 500_000, 500_000, RequestContext.NONE);
        meters.record(USERS, 200, 20_000_000_000L, 1_000_000, 11_000_000_000L);

        assertThat(registry.scrape())
                .contains(
                        "gateway_own_duration_seconds_sum 0.0025\n",
                        "gateway_own_duration_seconds_bucket{le=\"5.0E-4\"} 1\n",
                        "gateway_own_duration_seconds_bucket{le=\"0.001\"} 3\n",
                        "gateway_upstream_duration_seconds_sum{upstream=\"resources\"} 0.008000001\n",
                        "gateway_upstream_duration_seconds_bucket{upstream=\"resources\",le=\"0.008\"} 0\n",
                        "gateway_upstream_duration_seconds_bucket{upstream=\"resources\",le=\"0.016\"} 1\n",
                        "gateway_upstream_duration_seconds_bucket{upstream=\"keyservice\",le=\"10.0\"} 0\n",
                        "gateway_upstream_duration_seconds_bucket{upstream=\"keyservice\",le=\"+Inf\"} 1\n");
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
        assertThat(registry.scrape())
                .contains("gateway_request_duration_seconds_count{route=\"/tasks\"} 2\n")
                .doesNotContain("route=\"/users\"");
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
