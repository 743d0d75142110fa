package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A date, YYYY-MM-DD (RFC 3339 full-date), from the year 1 on. */
record DateType() implements FieldType {
    private static final int LENGTH = 10;

    @Override
    public @Nullable Violation check(String path, Object value) {
        return value instanceof String text && text.length() == LENGTH && parses(text)
                ? null
                : Violation.of(path, ErrorCode.INVALID_VALUE, "must be a date (YYYY-MM-DD)");
    }

    @Override
    public Object parameter(Object value) {
        return LocalDate.parse((String) value);
    }

    @Override
    public String json(String column) {
        return "'\"' || to_char(" + column + ", 'YYYY-MM-DD') || '\"'";
    }

    private static boolean parses(String text) {
        try {
            return LocalDate.parse(text).getYear() >= 1;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
