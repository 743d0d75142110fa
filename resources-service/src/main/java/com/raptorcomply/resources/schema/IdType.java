package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a record: a UUID in its canonical form (RFC 9562), in upper or lower case. */
public record IdType() implements FieldType {
    private static final Pattern CANONICAL = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Parses an id; returns null if the text is none. */
    public static @Nullable UUID parse(@Nullable String text) {
        return text != null && CANONICAL.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    @Override
    public @Nullable Violation check(String path, Object value) {
        return value instanceof String text && parse(text) != null
                ? null
                : Violation.of(path, ErrorCode.INVALID_VALUE, "must be a UUID");
    }

    @Override
    public Object parameter(Object value) {
        return UUID.fromString((String) value);
    }

    @Override
    public String json(String column) {
        return "'\"' || " + column + "::text || '\"'";
    }
}
