package com.raptorcomply.keyservice.activity;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/** Compares a resource before and after a change. */
public final class FieldChanges {
    private FieldChanges() {}

    /** Returns {@code {"field": {"from": …, "to": …}}} for every field that differs, except the times of the change. */
    public static JsonObject between(JsonObject before, JsonObject after) {
        JsonObject changes = new JsonObject();
        for (String field : after.fieldNames()) {
            Object from = before.getValue(field);
            Object to = after.getValue(field);
            if (!field.equals("updatedAt") && !Objects.equals(from, to)) {
                changes.put(field, new JsonObject().put("from", from).put("to", to));
            }
        }
        return changes;
    }
}
