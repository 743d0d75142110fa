package com.raptorcomply.keyservice.client.usage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Encodes and decodes the body of {@code POST /internal/usage}: {@code {"reporter":…,"sequence":…,"uses":[…]}}. The
 * response is 204.
 */
public final class UsageJson {
    /** The number of uses in one report. */
    public static final int USES_MAX = 1_000;

    /** The size of a request body; a full report fits. */
    public static final int BODY_BYTES_MAX = 1 << 20;

    private UsageJson() {}

    public static JsonObject encode(UsageReport report) {
        JsonArray array = new JsonArray();
        for (SecretUse use : report.uses()) {
            JsonObject requests = new JsonObject();
            use.requests().forEach((statusClass, count) -> requests.put(statusClass.toString(), count));
            array.add(new JsonObject()
                    .put("secretId", use.secretId())
                    .put("lastUsedAtMillis", use.lastUsedAtMillis())
                    .put("from", use.from())
                    .put("userAgent", use.userAgent())
                    .put("requests", requests));
        }
        return new JsonObject()
                .put("reporter", report.reporter().toString())
                .put("sequence", report.sequence())
                .put("uses", array);
    }

    /**
     * Decodes a report.
     *
     * @throws RuntimeException of any kind if the JSON is not a report, because the peer is broken or no gateway
     */
    public static UsageReport decode(JsonObject json) {
        UUID reporter = UUID.fromString(Objects.requireNonNull(json.getString("reporter"), "reporter"));
        long sequence = json.getLong("sequence");
        if (sequence < 1) {
            throw new IllegalArgumentException("Sequences of usage reports start at 1");
        }
        JsonArray array = Objects.requireNonNull(json.getJsonArray("uses"), "uses");
        if (array.size() > USES_MAX) {
            throw new IllegalArgumentException("A usage report has at most " + USES_MAX + " uses");
        }
        List<SecretUse> uses = new ArrayList<>(array.size());
        for (Object item : array) {
            uses.add(use((JsonObject) item));
        }
        return new UsageReport(reporter, sequence, uses);
    }

    private static SecretUse use(JsonObject json) {
        Map<Integer, Long> requests = new HashMap<>();
        JsonObject counted = Objects.requireNonNull(json.getJsonObject("requests"), "requests");
        for (String statusClass : counted.fieldNames()) {
            int known = Integer.parseInt(statusClass);
            long count = counted.getLong(statusClass);
            if (known < 1 || known > 5 || count < 0) {
                throw new IllegalArgumentException("Requests are counted by status class 1 to 5");
            }
            requests.put(known, count);
        }
        return new SecretUse(
                Objects.requireNonNull(json.getString("secretId"), "secretId"),
                json.getLong("lastUsedAtMillis"),
                json.getString("from"),
                json.getString("userAgent"),
                requests);
    }
}
