package com.raptorcomply.local.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** One record on its way into a table of the resource service, column by column. */
record Row(JsonObject columns) {
    /** The newest day that the demo data speaks of; everything lies before it, so that the data is the same on any day. */
    static final LocalDate NEWEST_DAY = LocalDate.of(2026, 10, 30);

    /** A new row whose id follows from what identifies it, so that every data directory gets the same ids. */
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

    /** A day, so many days before the newest one. */
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
