package com.raptorcomply.keyservice.usage;

import com.raptorcomply.chassis.http.request.Timestamps;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows what a key is used for: requests by day and status class, and a sample of where they come from. */
public final class KeyUsage {
    /** The largest age of the figures: gateways report each minute, and a secret's row is written once a minute. */
    private static final int FRESH_SECONDS_MAX = 120;

    /** The periods in days, today included, over which requests are added up. */
    private static final List<Integer> PERIODS = List.of(7, 30, UsageStore.DAYS_MAX);

    private static final String DAYS =
            "SELECT day::text AS day, (now() AT TIME ZONE 'UTC')::date - day AS age, status_class,"
                    + " requests FROM key_usage_day WHERE key_id = $1 AND day >= (now() AT TIME ZONE 'UTC')::date - "
                    + UsageStore.DAYS_MAX + " ORDER BY day DESC, status_class";

    private static final String SOURCES =
            "SELECT address, user_agent, last_used_at FROM key_source WHERE key_id = $1 ORDER BY last_used_at DESC, slot";

    private KeyUsage() {}

    /**
     * Returns {@code {"freshWithinSeconds":…,"totals":[{"days":7,"requests":{"2xx":7}}],"sources":[…],
     * "days":[{"day":"2026-11-20","requests":{"2xx":7}}]}}, newest first.
     */
    public static Future<JsonObject> read(SqlClient client, UUID keyId) {
        return client.preparedQuery(DAYS).execute(Tuple.of(keyId)).compose(days -> client.preparedQuery(SOURCES)
                .execute(Tuple.of(keyId))
                .map(sources -> new JsonObject()
                        .put("freshWithinSeconds", FRESH_SECONDS_MAX)
                        .put("totals", totals(days))
                        .put("sources", sources(sources))
                        .put("days", days(days))));
    }

    private static JsonArray totals(RowSet<Row> days) {
        JsonArray totals = new JsonArray();
        for (int period : PERIODS) {
            JsonObject requests = new JsonObject();
            for (Row row : days) {
                if (row.getInteger("age") < period) {
                    requests.put(statusClass(row), requests.getLong(statusClass(row), 0L) + row.getLong("requests"));
                }
            }
            totals.add(new JsonObject().put("days", period).put("requests", requests));
        }
        return totals;
    }

    private static JsonArray sources(RowSet<Row> rows) {
        JsonArray sources = new JsonArray();
        rows.forEach(row -> sources.add(new JsonObject()
                .put("address", row.getString("address"))
                .put("userAgent", row.getString("user_agent"))
                .put("lastUsedAt", Timestamps.text(row.getOffsetDateTime("last_used_at")))));
        return sources;
    }

    private static JsonArray days(RowSet<Row> rows) {
        Map<String, JsonObject> days = new LinkedHashMap<>();
        for (Row row : rows) {
            days.computeIfAbsent(row.getString("day"), day -> new JsonObject())
                    .put(statusClass(row), row.getLong("requests"));
        }
        JsonArray shown = new JsonArray();
        days.forEach(
                (day, requests) -> shown.add(new JsonObject().put("day", day).put("requests", requests)));
        return shown;
    }

    private static String statusClass(Row row) {
        return row.getShort("status_class") + "xx";
    }
}
