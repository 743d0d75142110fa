package com.raptorcomply.resources.shape;

import org.jspecify.annotations.Nullable;

/** True or false. */
record Flag() implements FieldType {
    @Override
    public @Nullable Fault check(String path, Object value) {
        return value instanceof Boolean ? null : Fault.of(path, "must be true or false");
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
