package com.raptorcomply.resources.due;

import io.vertx.core.json.JsonArray;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A place in the list: the date, then the source, then the day since which the record counts, then its id.
 *
 * @param source its place in {@link Source#ALL}
 * @param since as text, a day or a time
 */
record DuePosition(LocalDate due, int source, String since, UUID id) {
    JsonArray json() {
        return new JsonArray().add(due.toString()).add(source).add(since).add(id.toString());
    }

    static DuePosition of(JsonArray json) {
        return new DuePosition(
                LocalDate.parse(json.getString(0)),
                json.getInteger(1),
                json.getString(2),
                UUID.fromString(json.getString(3)));
    }

    /** Returns the parameter for the column of the source. */
    Object since(Source at) {
        return at.isTime() ? OffsetDateTime.parse(since) : LocalDate.parse(since);
    }
}
