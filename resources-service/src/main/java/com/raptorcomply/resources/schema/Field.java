package com.raptorcomply.resources.schema;

import java.util.Locale;

/**
 * One field of a shape.
 *
 * @param name its name in JSON, camelCase
 * @param required always present in an answer, null if it has no value; if also {@link #mandatory}, needed in a body
 * @param nullable may be without a value
 * @param readOnly set by the service, refused in a body
 */
public record Field(String name, FieldType type, boolean required, boolean nullable, boolean readOnly) {
    /** A body must bring it. */
    public boolean mandatory() {
        return required && !nullable && !readOnly;
    }

    /** Its column: the name in snake_case. */
    public String column() {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
