package com.raptorcomply.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.route.Route;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RequestIsTimedByRouteMethodAndStatusTest {
    private static final Route TASKS = route("/tasks");
    private static final Route USERS = route("/users");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestTimers timers = new RequestTimers(registry);

    RequestIsTimedByRouteMethodAndStatusTest() {
        timers.routes(List.of(TASKS, USERS));
    }

    @Test
    void withTheExactStatus() {
        timers.record(TASKS, HttpMethod.GET, 502, 1);
        timers.record(TASKS, HttpMethod.GET, 503, 1);
        timers.record(TASKS, HttpMethod.GET, 503, 1);
        timers.record(TASKS, HttpMethod.POST, 201, 1);
        timers.record(null, HttpMethod.GET, 404, 1);

        assertThat(counts())
                .isEqualTo(Map.of(
                        "/tasks GET 502 SERVER_ERROR", 1L,
                        "/tasks GET 503 SERVER_ERROR", 2L,
                        "/tasks POST 201 SUCCESS", 1L,
                        "unmatched GET 404 CLIENT_ERROR", 1L));
    }

    @Test
    void andNoMoreTimersThanItsBoundWhateverIsSent() {
        for (int status = -1; status < 2_000; status++) {
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW", "TRACE")) {
                timers.record(TASKS, HttpMethod.valueOf(method), status, 1);
            }
        }

        assertThat(counts()).hasSize(RequestTimers.TIMERS_PER_ROUTE_MAX);
        assertThat(counts())
                .containsEntry("/tasks other 200 SUCCESS", 2L)
                .containsEntry("/tasks GET other UNKNOWN", 1_501L);
    }

    @Test
    void asLongAsItsRouteIsInForce() {
        timers.record(TASKS, HttpMethod.GET, 200, 1);
        timers.record(USERS, HttpMethod.GET, 200, 1);

        timers.routes(List.of(TASKS));
        timers.record(USERS, HttpMethod.GET, 200, 1);
        timers.record(TASKS, HttpMethod.GET, 200, 1);

        assertThat(counts()).isEqualTo(Map.of("/tasks GET 200 SUCCESS", 2L));
    }

    private Map<String, Long> counts() {
        return registry.find("http.server.requests").timers().stream()
                .collect(Collectors.toMap(timer -> labels(timer.getId()), timer -> timer.count()));
    }

    private static String labels(Meter.Id id) {
        Map<String, String> tags = id.getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue));
        return tags.get("route") + ' ' + tags.get("method") + ' ' + tags.get("status") + ' ' + tags.get("outcome");
    }

    private static Route route(String prefix) {
        return new Route(prefix, "resources", Route.Access.KEY, List.of(), null, false);
    }
}
