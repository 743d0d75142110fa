package com.raptorcomply.keyservice.usage;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.client.usage.UsageJson;
import com.raptorcomply.keyservice.client.usage.UsageReport;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Serves {@code POST /internal/usage} for gateways. */
public final class UsageEndpoint {
    private final UsageStore store;
    private final Counter merged;

    public UsageEndpoint(UsageStore store, MeterRegistry meters) {
        this.store = store;
        this.merged = Counter.builder("usage.reports.merged")
                .description("Usage reports of gateways, the repeated ones included")
                .register(meters);
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("reportUsage", (Endpoint.ForGateway) this::report);
    }

    private Future<ApiResponse> report(RoutingContext context) {
        return JsonBody.read(context.request(), UsageJson.BODY_BYTES_MAX)
                .map(UsageEndpoint::report)
                .compose(store::merge)
                .map(stored -> {
                    merged.increment();
                    return ApiResponse.noContent();
                });
    }

    private static UsageReport report(JsonObject body) {
        try {
            return UsageJson.decode(body);
        } catch (RuntimeException notAReport) {
            throw Problem.of(ErrorCode.INVALID_VALUE, "Not a usage report")
                    .withField("uses")
                    .exception();
        }
    }
}
