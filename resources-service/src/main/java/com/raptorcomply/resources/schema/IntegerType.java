package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import org.jspecify.annotations.Nullable;

/** An integer within bounds, both inclusive. 2.0 is one too, as in JSON Schema. */
record IntegerType(int minimum, int maximum) implements FieldType {
    @Override
    public @Nullable Violation check(String path, Object value) {
        if (!(value instanceof Number number) || number.doubleValue() != Math.rint(number.doubleValue())) {
            return Violation.of(path, ErrorCode.INVALID_TYPE, "must be a whole number");
        }
        double amount = number.doubleValue();
        return amount >= minimum && amount <= maximum
                ? null
                : Violation.of(path, ErrorCode.INVALID_VALUE, "must be from " + minimum + " to " + maximum);
    }

    @Override
    public Object parameter(Object value) {
        return ((Number) value).intValue();
    }

    @Override
    public String json(String column) {
        return column + "::text";
    }
}
