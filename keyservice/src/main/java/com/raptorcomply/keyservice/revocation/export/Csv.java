package com.raptorcomply.keyservice.revocation.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes comma-separated values (RFC 4180): CRLF, a header line, quotes where needed. A text that a spreadsheet would
 * run as a formula gets a leading apostrophe.
 */
final class Csv {
    private static final String FORMULA_BEGINS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final StringBuilder text = new StringBuilder();

    /** Writes a line of these cells; null is an empty cell. Numbers never count as formulas. */
    void line(@Nullable Object... cells) {
        try {
            CSVFormat.RFC4180
                    .print(text)
                    .printRecord(Arrays.stream(cells).map(Csv::safe).toArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static @Nullable Object safe(@Nullable Object cell) {
        return cell == null || cell instanceof Number || !isFormula(cell.toString()) ? cell : "'" + cell;
    }

    /**
     * Returns true for a formula, also one behind blanks and control characters, because a spreadsheet may skip those.
     */
    private static boolean isFormula(String cell) {
        int first = 0;
        while (first < cell.length() && isPassedOver(cell.charAt(first))) {
            first++;
        }
        return first < cell.length() && FORMULA_BEGINS.indexOf(cell.charAt(first)) >= 0;
    }

    private static boolean isPassedOver(char c) {
        return FORMULA_BEGINS.indexOf(c) < 0
                && (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
