package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.json.JsonArray;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list of distinct words of an enumeration. */
record EnumListType(Set<String> words, int itemsMax) implements FieldType {
    @Override
    public @Nullable Violation check(String path, Object value) {
        if (!(value instanceof JsonArray array)) {
            return Violation.of(path, ErrorCode.INVALID_TYPE, "must be an array");
        }
        if (array.size() > itemsMax) {
            return Violation.of(path, ErrorCode.TOO_LONG, "must have at most " + itemsMax + " items");
        }
        Set<Object> seen = new HashSet<>();
        for (Object item : array) {
            if (!(item instanceof String text) || !words.contains(text)) {
                return Violation.of(path, ErrorCode.INVALID_VALUE, "must hold only " + String.join(", ", words));
            }
            if (!seen.add(item)) {
                return Violation.of(path, ErrorCode.INVALID_VALUE, "must not name " + item + " twice");
            }
        }
        return null;
    }

    @Override
    public Object parameter(Object value) {
        return ((JsonArray) value).stream().map(String.class::cast).toArray(String[]::new);
    }

    @Override
    public boolean same(Object one, Object other) {
        return one.equals(other);
    }

    @Override
    public String json(String column) {
        return "array_to_json(" + column + ")::text";
    }
}
