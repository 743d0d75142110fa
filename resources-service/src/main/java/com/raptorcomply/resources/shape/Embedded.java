package com.raptorcomply.resources.shape;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import org.jspecify.annotations.Nullable;

/** Read-only JSON that the service composes itself: its SQL expression is already the JSON text. */
record Embedded() implements FieldType {
    @Override
    public @Nullable Violation check(String path, Object value) {
        return Violation.of(path, ErrorCode.READ_ONLY, "is read-only");
    }

    @Override
    public Object parameter(Object value) {
        throw new IllegalStateException("Composed by the service, never written");
    }

    @Override
    public String json(String column) {
        return column;
    }
}
