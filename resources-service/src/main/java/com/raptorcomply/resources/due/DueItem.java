package com.raptorcomply.resources.due;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that is due. */
record DueItem(
        DuePosition position,
        Interval interval,
        String title,
        @Nullable UUID facility,
        @Nullable UUID person) {
    /** The order of the list. */
    static final Comparator<DueItem> ORDER = Comparator.comparing((DueItem item) -> item.position.due())
            .thenComparing(item -> item.position.source())
            .thenComparing(item -> item.position.since())
            .thenComparing(item -> item.position.id().toString());

    /** Reads a row of {@link DueQuery#statement}. */
    static DueItem of(Row row, DueTerms terms) {
        int place = row.getInteger(0);
        String since = row.getString(2);
        Source source = Source.ALL.get(place);
        Interval interval = terms.interval(source.kind());
        LocalDate due = interval.due(source.isTime() ? terms.day(since) : LocalDate.parse(since));
        return new DueItem(
                new DuePosition(due, place, since, row.getUUID(1)),
                interval,
                row.getString(3),
                row.getUUID(4),
                row.getUUID(5));
    }

    JsonObject json(LocalDate today) {
        Source source = Source.ALL.get(position.source());
        JsonObject json = new JsonObject()
                .put("kind", source.kind().label())
                .put("clause", source.kind().clause())
                .put("interval", interval.json())
                .put("dueDate", position.due().toString())
                .put("isOverdue", position.due().isBefore(today))
                .put("resourceType", source.table())
                .put("resourceId", position.id().toString())
                .put("title", title);
        if (facility != null) {
            json.put("facilityId", facility.toString());
        }
        if (person != null) {
            json.put("personId", person.toString());
        }
        return json;
    }
}
