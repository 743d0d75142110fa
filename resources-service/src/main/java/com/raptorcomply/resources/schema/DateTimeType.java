package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import org.jspecify.annotations.Nullable;

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
