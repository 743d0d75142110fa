package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@code pattern} beside {@code format: name} and {@code format: code}, because tools check patterns and do not know
 * these formats. A pattern admits every text that {@link com.raptorcomply.chassis.http.request.PlainText} admits and refuses what it
 * refuses, but for the normalization form and for characters beyond U+FFFF, which regular expressions cannot tell alike
 * everywhere. It needs neither look-ahead nor Unicode classes, which the languages of clients do not share.
 */
final class TextPatterns {
    /** Control and format characters, separators of lines and paragraphs, and letters that show nothing. */
    private static final String UNSEEN =
            "\\u0000-\\u001F\\u007F-\\u009F\\u00AD\\u034F\\u0600-\\u0605\\u061C\\u06DD\\u070F\\u0890\\u0891"
                    + "\\u08E2\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u2800\\u3164\\uFEFF"
                    + "\\uFFA0\\uFFF9-\\uFFFB";

    /** Joiners, variation selectors and characters of private use. */
    private static final String UNTYPED = "\\u200C\\u200D\\uE000-\\uF8FF\\uFE00-\\uFE0F";

    /** White space but the blank. */
    private static final String WIDE = "\\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u3000";

    static final String NAME = pattern(" " + WIDE + UNSEEN, UNSEEN);
    static final String CODE = pattern(" " + WIDE + UNSEEN + UNTYPED, WIDE + UNSEEN + UNTYPED);

    private static final Map<String, String> OF_FORMATS =
            Map.of("name", NAME, "code", CODE, "word", "^[0-9A-Za-z._-]+$");

    private TextPatterns() {}

    /** Changes the schemas within, at any depth. */
    static void addTo(@Nullable Object value) {
        if (value instanceof JsonArray array) {
            array.forEach(TextPatterns::addTo);
        } else if (value instanceof JsonObject object) {
            object.forEach(member -> addTo(member.getValue()));
            String pattern = object.getValue("format") instanceof String format ? OF_FORMATS.get(format) : null;
            if (pattern != null && !object.containsKey("pattern")) {
                object.put("pattern", pattern);
            }
        }
    }

    private static String pattern(String notAtTheEnds, String notWithin) {
        return "^[^" + notAtTheEnds + "]([^" + notWithin + "]*[^" + notAtTheEnds + "])?$";
    }
}
