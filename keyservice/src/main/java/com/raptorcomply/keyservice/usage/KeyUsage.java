package com.raptorcomply.keyservice.usage;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Shows a key's usage: requests per day and status class. */
public final class KeyUsage {
    /** The largest age of the figures: gateways report each minute, and a secret's row is written once a minute. */
    private static final int FRESH_SECONDS_MAX = 120;

    private static final String READ = "SELECT day::text AS day, status_class, requests FROM key_usage_day"
            + " WHERE key_id = $1 AND day >= current_date - " + UsageStore.DAYS_MAX
            + " ORDER BY day DESC, status_class";

    private KeyUsage() {}

    /**
     * Returns {@code {"freshWithinSeconds":…,"days":[{"day":"2026-11-20","requests":{"2xx":7}}]}}, newest day first.
     */
    public static Future<JsonObject> read(SqlClient client, UUID keyId) {
        return client.preparedQuery(READ).execute(Tuple.of(keyId)).map(rows -> {
            Map<String, JsonObject> days = new LinkedHashMap<>();
            for (Row row : rows) {
                days.computeIfAbsent(row.getString("day"), day -> new JsonObject())
                        .put(row.getShort("status_class") + "xx", row.getLong("requests"));
            }
            JsonArray shown = new JsonArray();
            days.forEach((day, requests) ->
                    shown.add(new JsonObject().put("day", day).put("requests", requests)));
            return new JsonObject().put("freshWithinSeconds", FRESH_SECONDS_MAX).put("days", shown);
        });
    }
}
