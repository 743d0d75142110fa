package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.http.ClientAddressResolver;
import com.raptorcomply.chassis.http.ClientNetwork;
import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;

/**
 * Serves {@code POST /api-keys/revoke-leaked}, which needs no credentials, so that secret scanners and finders can
 * report leaked keys. The response is the same for genuine and false keys.
 */
public final class LeakEndpoint {
    private static final int KEYS_MAX = 100;
    private static final JsonObject THANKS =
            new JsonObject().put("message", "Thank you. Every genuine key found in this will be revoked.");

    private final ReportLeak leaked;
    private final ClientAddressResolver clients;
    private final ReportLimits limits;
    private final Counter reports;

    /** @param clients resolves the client address of a report, for the rate limit */
    public LeakEndpoint(Pool pool, TagKeys tagKeys, ClientAddressResolver clients, MeterRegistry meters) {
        this.leaked = new ReportLeak(
                pool,
                tagKeys,
                Counter.builder("leaked.keys.revoked")
                        .description("Keys revoked because somebody reported them as leaked")
                        .register(meters));
        this.reports = Counter.builder("leak.reports")
                .description("Reports of leaked keys")
                .register(meters);
        this.clients = clients;
        this.limits = new ReportLimits(ReportLimits.NETWORK, ReportLimits.ALL);
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("revokeLeakedApiKeys", (Endpoint.ForAnybody) this::report);
    }

    private Future<ApiResponse> report(RoutingContext context) {
        long seconds = limits.refusedForSeconds(
                ClientNetwork.of(clients.address(context.request())).text());
        if (seconds > 0) {
            throw Problem.tooManyRequests(seconds).exception();
        }
        reports.increment();
        return KeyEndpoints.body(context)
                .compose(body -> leaked.report(keys(new JsonFields(body)), RequestId.of(context.request())))
                .map(done -> ApiResponse.of(202, THANKS));
    }

    private static List<String> keys(JsonFields fields) {
        List<String> keys = fields.required("keys", fields.optionalStrings("keys", KEYS_MAX), List.of());
        fields.requireValid();
        return keys;
    }
}
