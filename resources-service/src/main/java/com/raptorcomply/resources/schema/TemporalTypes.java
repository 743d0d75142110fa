package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The types of dates and times. */
final class TemporalTypes {
    private TemporalTypes() {}

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

    /** A date-time as {@link Timestamps} reads it, written in UTC with milliseconds (RFC 3339 date-time). */
    record DateTimeType() implements FieldType {
        @Override
        public @Nullable Violation check(String path, Object value) {
            return value instanceof String text && Timestamps.parse(text).isPresent()
                    ? null
                    : Violation.of(path, ErrorCode.INVALID_VALUE, "must be a time (2026-01-31T12:00:00Z)");
        }

        @Override
        public Object parameter(Object value) {
            return Timestamps.parse((String) value).map(Timestamps::bound).orElseThrow();
        }

        @Override
        public String json(String column) {
            return "'\"' || to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') || '\"'";
        }
    }
}
