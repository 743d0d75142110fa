package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import org.jspecify.annotations.Nullable;

/** True or false. */
record BooleanType() implements FieldType {
    @Override
    public @Nullable Violation check(String path, Object value) {
        return value instanceof Boolean ? null : Violation.of(path, ErrorCode.INVALID_TYPE, "must be true or false");
    }

    @Override
    public Object parameter(Object value) {
        return value;
    }

    @Override
    public String json(String column) {
        return column + "::text";
    }
}
