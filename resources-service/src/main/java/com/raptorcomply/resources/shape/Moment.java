package com.raptorcomply.resources.shape;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A moment, written in UTC with milliseconds (RFC 3339 date-time). */
public record Moment() implements FieldType {
    private static final int LENGTH_MAX = 35;

    @Override
    public @Nullable Violation check(String path, Object value) {
        return value instanceof String text && parse(text) != null
                ? null
                : Violation.of(path, ErrorCode.INVALID_VALUE, "must be a time (2026-01-31T12:00:00Z)");
    }

    @Override
    public Object parameter(Object value) {
        return OffsetDateTime.parse((String) value);
    }

    @Override
    public String json(String column) {
        return "'\"' || to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') || '\"'";
    }

    /** The moment that {@code text} names, in UTC, or null if it names none of the years 1 to 9999. */
    public static @Nullable OffsetDateTime parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return null;
        }
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            return moment.getYear() >= 1 && moment.getYear() <= 9999 ? moment : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
