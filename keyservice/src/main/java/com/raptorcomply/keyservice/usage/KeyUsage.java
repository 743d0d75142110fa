package com.raptorcomply.keyservice.usage;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.sql.TimeZones;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

    /** One row at least, also of a key that is not used. The days are in the time zone of the organization. */
    private static final String DAYS = """
            SELECT o.time_zone, now() AS now, u.day, u.status_class, u.requests \
            FROM api_key k JOIN organization o ON o.id = k.organization_id \
            LEFT JOIN key_usage_day u ON u.key_id = k.id AND u.day > current_date - %d \
            WHERE k.id = $1 ORDER BY u.day DESC, u.status_class""".formatted(UsageStore.DAYS_MAX + 1);

    private static final String SOURCES =
            "SELECT address, user_agent, last_used_at FROM key_source WHERE key_id = $1 ORDER BY last_used_at DESC, slot";

    private KeyUsage() {}

    /** The requests of one status class on one day. */
    private record Count(LocalDate day, String statusClass, long requests) {}

    /**
     * Returns {@code {"freshWithinSeconds":…,"timeZone":"UTC","totals":[{"days":7,"requests":{"2xx":7}}],"sources":[…],
     * "days":[{"day":"2026-11-20","requests":{"2xx":7}}]}}, newest first.
     */
    public static Future<JsonObject> read(SqlClient client, UUID keyId) {
        return client.preparedQuery(DAYS).execute(Tuple.of(keyId)).compose(days -> client.preparedQuery(SOURCES)
                .execute(Tuple.of(keyId))
                .map(sources -> show(days, sources)));
    }

    private static JsonObject show(RowSet<Row> days, RowSet<Row> sources) {
        Row first = days.iterator().next();
        ZoneId zone = TimeZones.of(first);
        LocalDate today = first.getOffsetDateTime("now").atZoneSameInstant(zone).toLocalDate();
        List<Count> counts = new ArrayList<>();
        for (Row row : days) {
            LocalDate day = row.getLocalDate("day");
            if (day != null && day.isAfter(today.minusDays(UsageStore.DAYS_MAX))) {
                counts.add(new Count(day, row.getShort("status_class") + "xx", row.getLong("requests")));
            }
        }
        return new JsonObject()
                .put("freshWithinSeconds", FRESH_SECONDS_MAX)
                .put("timeZone", zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId())
                .put("totals", totals(counts, today))
                .put("sources", sources(sources))
                .put("days", days(counts));
    }

    private static JsonArray totals(List<Count> counts, LocalDate today) {
        JsonArray totals = new JsonArray();
        for (int period : PERIODS) {
            JsonObject requests = new JsonObject();
            counts.stream()
                    .filter(count -> count.day().isAfter(today.minusDays(period)))
                    .forEach(count -> requests.put(
                            count.statusClass(), requests.getLong(count.statusClass(), 0L) + count.requests()));
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

    private static JsonArray days(List<Count> counts) {
        Map<LocalDate, JsonObject> days = new LinkedHashMap<>();
        counts.forEach(count ->
                days.computeIfAbsent(count.day(), day -> new JsonObject()).put(count.statusClass(), count.requests()));
        JsonArray shown = new JsonArray();
        days.forEach((day, requests) ->
                shown.add(new JsonObject().put("day", day.toString()).put("requests", requests)));
        return shown;
    }
}
