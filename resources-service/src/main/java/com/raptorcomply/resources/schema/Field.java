package com.raptorcomply.resources.schema;

import java.util.Locale;

/**
 * One field of a schema.
 *
 * @param name in JSON, in camelCase
 * @param required true if responses always have it, as null without a value; if also {@link #mandatory}, bodies must
 *     have it
 * @param nullable true if it may have no value
 * @param readOnly true if only the service sets it; refused in bodies
 */
public record Field(String name, FieldType type, boolean required, boolean nullable, boolean readOnly) {
    /** Returns true if bodies must have it. */
    public boolean mandatory() {
        return required && !nullable && !readOnly;
    }

    /** Returns its column: the name in snake_case. */
    public String column() {
        return column(name);
    }

    /** Returns the column of a field of that name. */
    public static String column(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
