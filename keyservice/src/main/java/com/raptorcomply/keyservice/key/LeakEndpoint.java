package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.input.Fields;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code POST /api-keys/revoke-leaked}, for anybody: secret scanners and honest finders. The answer is the same for
 * genuine keys and false ones.
 */
public final class LeakEndpoint {
    private static final int KEYS_MAX = 100;
    private static final int REPORTS_PER_SECOND_MAX = 5;
    private static final int REPORTS_BURST_MAX = 50;
    private static final JsonObject THANKS =
            new JsonObject().put("message", "Thank you. Every genuine key found in this will be revoked.");

    private final LeakedKeys leaked;
    private final Bucket reports;

    public LeakEndpoint(Pool pool, TagKeys tagKeys) {
        this(pool, tagKeys, REPORTS_BURST_MAX);
    }

    LeakEndpoint(Pool pool, TagKeys tagKeys, int reportsBurstMax) {
        this.leaked = new LeakedKeys(pool, tagKeys);
        this.reports = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(reportsBurstMax).refillGreedy(REPORTS_PER_SECOND_MAX, Duration.ofSeconds(1)))
                .build();
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("revokeLeakedApiKeys", (Endpoint.ForAnybody) this::report);
    }

    private Future<Answer> report(RoutingContext context) {
        ConsumptionProbe probe = reports.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw Problem.tooManyRequests(seconds).exception();
        }
        return KeyEndpoints.body(context)
                .compose(body -> leaked.report(keys(new Fields(body)), RequestId.of(context.request())))
                .map(done -> Answer.of(202, THANKS));
    }

    private static List<String> keys(Fields fields) {
        List<String> keys = fields.required("keys", fields.optionalStrings("keys", KEYS_MAX), List.of());
        fields.requireValid();
        return keys;
    }
}
