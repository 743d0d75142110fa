package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.http.request.Timestamps;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the text of a query parameter as the JSON value that it spells. */
public final class ParameterText {
    /** Matches integers that an int can hold. */
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    private ParameterText() {}

    /**
     * Returns the value. A text that spells none is returned as it is, and {@link FieldType#check} refuses it.
     *
     * @param type of the value; arrays have commas between their items
     */
    public static Object value(FieldType type, String text) {
        if (type instanceof BooleanType) {
            return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
        }
        if (type instanceof NumericTypes.IntegerType) {
            return INTEGER.matcher(text).matches() ? Integer.valueOf(text) : text;
        }
        if (type instanceof CompositeTypes.ScalarListType) {
            return new JsonArray(List.of(text.split(",", -1)));
        }
        return type instanceof TemporalTypes.DateTimeType
                ? Timestamps.parseParameter(text).map(Instant::toString).orElse(text)
                : text;
    }
}
