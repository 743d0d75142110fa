package com.raptorcomply.keyservice.client.usage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The body of {@code POST /internal/usage}: {@code {"reporter":…,"sequence":…,"uses":[…]}}, answered by 204. */
public final class UsageJson {
    /** Uses in one report. */
    public static final int USES_MAX = 1_000;

    /** Enough for a full report. */
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

    /** @throws RuntimeException of any kind if it is not a report: the peer is broken, or no gateway */
    public static UsageReport decode(JsonObject json) {
        UUID reporter = UUID.fromString(Objects.requireNonNull(json.getString("reporter"), "reporter"));
        long sequence = json.getLong("sequence");
        if (sequence < 1) {
            throw new IllegalArgumentException("A reporter's reports count up from 1");
        }
        JsonArray array = Objects.requireNonNull(json.getJsonArray("uses"), "uses");
        if (array.size() > USES_MAX) {
            throw new IllegalArgumentException("A report has at most " + USES_MAX + " uses");
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
                throw new IllegalArgumentException("Not a count of requests by status class");
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
