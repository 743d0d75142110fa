package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.settings.NearestName;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.schema.ObjectSchema;
import com.raptorcomply.resources.schema.ParameterText;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one column as the JSON values that they spell. Immutable. */
record CellType(Field field, boolean isBoolean) {
    private static final Set<String> YES = Set.of("yes", "y", "1", "x");
    private static final Set<String> NO = Set.of("no", "n", "0");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    /** Spreadsheets and data frames end whole numbers and dates so. */
    private static final Pattern ZEROS = Pattern.compile("\\.0+$|[ T]0?0:00(:00)?(\\.0+)?$");

    /** Returns the fields of a record that have a column. A list of objects has no spelling as one cell. */
    static List<Field> columns(ObjectSchema schema) {
        return schema.writable().stream()
                .filter(field -> !field.type().isNested())
                .toList();
    }

    static CellType of(Field field) {
        return new CellType(field, field.type().check(field.name(), true) == null);
    }

    /** Returns the value; a text that spells none as it is, so that the schema refuses it. */
    Object value(String cell) {
        // Spreadsheets write TRUE and FALSE.
        String text = isBoolean && cell.length() <= "false".length() ? cell.toLowerCase(Locale.ROOT) : cell;
        return ParameterText.value(field.type(), text);
    }

    /** Returns a text near the cell that would be accepted; null if there is none. */
    @Nullable
    String suggestion(String cell) {
        if (isBoolean) {
            String word = cell.strip().toLowerCase(Locale.ROOT);
            return YES.contains(word) ? "true" : NO.contains(word) ? "false" : null;
        }
        Set<String> words = field.type().words();
        if (!words.isEmpty()) {
            String word = cell.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
            return NearestName.of(word, words).orElse(null);
        }
        String normal = Normalizer.normalize(cell, Normalizer.Form.NFC);
        return Stream.of(
                        normal.strip(),
                        BLANKS.matcher(normal).replaceAll(" ").strip(),
                        ZEROS.matcher(normal.strip()).replaceFirst(""))
                .filter(text -> !text.isEmpty() && !text.equals(cell))
                .filter(text -> field.type().check(field.name(), value(text)) == null)
                .findFirst()
                .orElse(null);
    }
}
