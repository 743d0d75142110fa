package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One word of an enumeration. */
record EnumType(Set<String> words) implements FieldType {
    @Override
    public @Nullable Violation check(String path, Object value) {
        return value instanceof String text && words.contains(text)
                ? null
                : Violation.of(path, ErrorCode.INVALID_VALUE, "must be one of " + String.join(", ", words));
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
