package com.raptorcomply.chassis.json;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/** Applies a JSON Merge Patch (RFC 7396) and computes the changes. */
public final class MergePatch {
    private MergePatch() {}

    /** Returns the target with the patch applied. Changes neither argument. */
    public static JsonObject apply(JsonObject target, JsonObject patch) {
        JsonObject result = target.copy();
        for (String name : patch.fieldNames()) {
            Object value = patch.getValue(name);
            if (value == null) {
                result.remove(name);
            } else if (value instanceof JsonObject part) {
                JsonObject whole = result.getValue(name) instanceof JsonObject object ? object : new JsonObject();
                result.put(name, apply(whole, part));
            } else {
                result.put(name, value);
            }
        }
        return result;
    }

    /** Returns the fields that differ, each with its old and new value; null for an absent value. */
    public static JsonObject difference(Iterable<String> fields, JsonObject before, JsonObject after) {
        JsonObject changes = new JsonObject();
        for (String field : fields) {
            Object from = before.getValue(field);
            Object to = after.getValue(field);
            if (!Objects.equals(from, to)) {
                changes.put(field, new JsonObject().put("from", from).put("to", to));
            }
        }
        return changes;
    }
}
