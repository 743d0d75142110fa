package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A JSON number within bounds, both inclusive. */
record NumberType(BigDecimal minimum, BigDecimal maximum) implements FieldType {
    @Override
    public @Nullable Violation check(String path, Object value) {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            return Violation.of(path, ErrorCode.INVALID_TYPE, "must be a number");
        }
        return DecimalType.within(new BigDecimal(number.toString()), minimum, maximum)
                ? null
                : Violation.of(
                        path,
                        ErrorCode.INVALID_VALUE,
                        "must be from " + minimum.toPlainString() + " to " + maximum.toPlainString());
    }

    @Override
    public Object parameter(Object value) {
        return new BigDecimal(value.toString());
    }

    @Override
    public boolean same(Object one, Object other) {
        return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }

    @Override
    public String json(String column) {
        return column + "::text";
    }
}
