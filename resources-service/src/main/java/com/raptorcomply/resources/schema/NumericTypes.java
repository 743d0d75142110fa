package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types of numbers. */
final class NumericTypes {
    private NumericTypes() {}

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

    /** A decimal number as a string, so that no digit is lost in transport. Its pattern bounds the digits. */
    record DecimalType(
            Pattern pattern,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum) implements FieldType {
        @Override
        public @Nullable Violation check(String path, Object value) {
            if (!(value instanceof String text) || !pattern.matcher(text).matches()) {
                return Violation.of(
                        path,
                        ErrorCode.INVALID_VALUE,
                        "must be a decimal number as a string (" + pattern.pattern() + ")");
            }
            if (minimum == null || maximum == null || within(new BigDecimal(text), minimum, maximum)) {
                return null;
            }
            return Violation.of(path, ErrorCode.INVALID_VALUE, "must be from " + minimum + " to " + maximum);
        }

        @Override
        public Object parameter(Object value) {
            return new BigDecimal((String) value);
        }

        @Override
        public boolean same(Object one, Object other) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }

        @Override
        public String json(String column) {
            return "'\"' || " + column + "::text || '\"'";
        }

        static boolean within(BigDecimal value, BigDecimal minimum, BigDecimal maximum) {
            return value.compareTo(minimum) >= 0 && value.compareTo(maximum) <= 0;
        }
    }
}
