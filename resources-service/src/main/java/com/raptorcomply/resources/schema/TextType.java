package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.http.request.PlainText;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Text with a length in characters (code points), stored unchanged. */
record TextType(int lengthMin, int lengthMax, Kind kind) implements FieldType {
    /** The use of a text, which decides the accepted characters. */
    enum Kind {
        /** Free text for people, with line breaks. */
        FREE,
        /** A name. */
        NAME,
        /** A code by which people and systems match records. */
        CODE
    }

    @Override
    public @Nullable Violation check(String path, Object value) {
        if (!(value instanceof String text)) {
            return Violation.of(path, ErrorCode.INVALID_TYPE, "must be a string");
        }
        if (text.length() < lengthMin) {
            return Violation.of(
                    path,
                    ErrorCode.INVALID_VALUE,
                    lengthMin == 1 ? "must not be empty" : "must have at least " + lengthMin + " characters");
        }
        if (text.length() > lengthMax && text.codePointCount(0, text.length()) > lengthMax) {
            return Violation.of(path, ErrorCode.TOO_LONG, "must have at most " + lengthMax + " characters");
        }
        return objection(text)
                .map(objection -> Violation.of(path, ErrorCode.INVALID_VALUE, objection))
                .orElse(null);
    }

    private Optional<String> objection(String text) {
        return switch (kind) {
            case NAME -> PlainText.nameObjection(text, lengthMax);
            case CODE -> PlainText.codeObjection(text, lengthMax);
            case FREE -> {
                if (lengthMin > 0 && text.isBlank()) {
                    yield Optional.of("must not be blank");
                }
                yield clean(text) ? Optional.empty() : Optional.of("must not contain control characters");
            }
        };
    }

    @Override
    public Object parameter(Object value) {
        return value;
    }

    @Override
    public String json(String column) {
        return "to_json(" + column + ")::text";
    }

    /**
     * Returns true without control characters, except tab and line breaks, and without lone surrogates, which
     * PostgreSQL cannot store.
     */
    private static boolean clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c >= 0x7f && c < 0xa0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
