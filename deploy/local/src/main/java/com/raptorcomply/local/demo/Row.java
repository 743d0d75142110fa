package com.raptorcomply.local.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** One record for a table of the resource service, by column. */
record Row(JsonObject columns) {
    /** The latest day in the demo data. All days lie before it, so that the data never depend on today's date. */
    static final LocalDate NEWEST_DAY = LocalDate.of(2026, 10, 30);

    /** Creates a row whose id is derived from kind and code, so that every data directory has the same ids. */
    static Row of(String kind, String code, String created) {
        return new Row(new JsonObject()
                .put("id", id(kind, code).toString())
                .put("created_at", created + "T15:04:05Z")
                .put("updated_at", created + "T15:04:05Z"));
    }

    static UUID id(String kind, String code) {
        return UUID.nameUUIDFromBytes(("demo/" + kind + "/" + code).getBytes(StandardCharsets.UTF_8));
    }

    Row put(String column, Object value) {
        columns.put(column, value);
        return this;
    }

    Row text(String column, String value) {
        return value.isEmpty() ? this : put(column, value);
    }

    /** Sets a day that lies {@code daysBefore} days before {@link #NEWEST_DAY}. */
    Row day(String column, int daysBefore) {
        return put(column, NEWEST_DAY.minusDays(daysBefore).toString());
    }

    Row list(String column, List<String> values) {
        return put(column, new JsonArray(values));
    }

    String id() {
        return columns.getString("id");
    }

    String text(String column) {
        return columns.getString(column);
    }
}
