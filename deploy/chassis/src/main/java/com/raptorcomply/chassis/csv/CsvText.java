package com.raptorcomply.chassis.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects lines of comma-separated values (RFC 4180): CRLF, quotes where needed. No cell is a formula ({@link
 * FormulaGuard}). Not thread-safe.
 */
public final class CsvText {
    /** The media type of a file whose first line names the columns (RFC 4180 section 3). */
    public static final String MEDIA_TYPE = "text/csv; charset=utf-8; header=present";

    private final StringWriter text = new StringWriter();
    private final CsvWriter writer =
            CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).bufferSize(0).build(text);

    /** Adds a line of these cells; null is an empty cell. Numbers never count as formulas. */
    public void line(@Nullable Object... cells) {
        writer.writeRecord(Arrays.stream(cells).map(CsvText::cell).toList());
    }

    /** Returns the lines since the last call. */
    public String take() {
        String lines = text.toString();
        text.getBuffer().setLength(0);
        return lines;
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Number ? value.toString() : FormulaGuard.add(value.toString());
    }
}
