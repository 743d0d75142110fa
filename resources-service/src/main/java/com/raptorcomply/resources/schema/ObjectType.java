package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A nested object, stored as JSON with its fields in the order of the schema. */
record ObjectType(ObjectSchema schema) implements FieldType {
    @Override
    public @Nullable Violation check(String path, Object value) {
        return value instanceof JsonObject ? null : Violation.of(path, ErrorCode.INVALID_TYPE, "must be an object");
    }

    @Override
    public void check(String path, Object value, List<Violation> faults) {
        if (value instanceof JsonObject object) {
            schema.check(path + ".", object, faults);
        } else {
            FieldType.super.check(path, value, faults);
        }
    }

    @Override
    public boolean same(Object one, Object other) {
        return schema.differences((JsonObject) one, (JsonObject) other).isEmpty();
    }

    @Override
    public Object parameter(Object value) {
        JsonObject object = (JsonObject) value;
        JsonObject ordered = new JsonObject();
        for (Field field : schema.fields()) {
            Object part = object.getValue(field.name());
            if (part != null) {
                ordered.put(field.name(), part);
            }
        }
        return ordered;
    }

    @Override
    public String json(String column) {
        return column + "::text";
    }
}
