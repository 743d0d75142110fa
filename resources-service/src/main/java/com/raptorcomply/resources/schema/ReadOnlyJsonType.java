package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.Violation;
import org.jspecify.annotations.Nullable;

/** Read-only JSON that the service composes. Its SQL expression is the JSON text, and bodies may only repeat it. */
record ReadOnlyJsonType() implements FieldType {
    @Override
    public @Nullable Violation check(String path, Object value) {
        return null;
    }

    @Override
    public boolean same(Object one, Object other) {
        return one.equals(other);
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
