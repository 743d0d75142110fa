package com.raptorcomply.resources.schema;

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
    private static final int WORDS_USUAL = 4;

    /** Returns true if bodies must have it. */
    public boolean mandatory() {
        return required && !nullable && !readOnly;
    }

    /** Returns its column: the name in snake_case. */
    public String column() {
        return column(name);
    }

    /** Returns the column of a field of that name. Without a regular expression, because imports ask for each cell. */
    public static String column(String name) {
        StringBuilder column = new StringBuilder(name.length() + WORDS_USUAL);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                column.append('_').append((char) (c - 'A' + 'a'));
            } else {
                column.append(c);
            }
        }
        return column.toString();
    }
}
