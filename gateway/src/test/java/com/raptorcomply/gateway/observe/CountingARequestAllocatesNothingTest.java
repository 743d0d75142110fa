package com.raptorcomply.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.Route;
import com.sun.management.ThreadMXBean;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountingARequestAllocatesNothingTest {
    private static final int REQUESTS = 100_000;

    /** Less than one byte for each request: what the JVM itself does meanwhile. */
    private static final long BYTES_MAX = 50_000;

    private static final Route ROUTE =
            new Route("/tasks", "resources", Route.Access.KEY, List.of(), null, false, 0, null);

    private final RequestMeters meters = new RequestMeters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void onceItsRouteIsInForce() {
        meters.routes(List.of(ROUTE));
        record();
        long before = threads.getCurrentThreadAllocatedBytes();
        record();

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(BYTES_MAX);
    }

    private void record() {
        for (int i = 0; i < REQUESTS; i++) {
            meters.record(ROUTE, 200, 1_000_000 + i, 200_000 + i, 800_000);
            meters.record(null, 404, 100_000, 100_000, RequestContext.NONE);
        }
    }
}
