package com.raptorcomply.resources.shape;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of a few words. */
record Choice(Set<String> words) implements FieldType {
    @Override
    public @Nullable Fault check(String path, Object value) {
        return value instanceof String text && words.contains(text)
                ? null
                : Fault.of(path, "must be one of " + String.join(", ", words));
    }

    @Override
    public Object parameter(Object value) {
        return value;
    }

    @Override
    public String json(String column) {
        return "to_json(" + column + ")::text";
    }
}
