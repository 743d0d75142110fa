package com.raptorcomply.keyservice.receipt;

import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them: CRLF, a header line, quotes where they are needed. A text that a spreadsheet
 * would take for a formula gets an apostrophe in front, so that it is shown and not run.
 */
final class Csv {
    private static final String FORMULA_BEGINS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final StringBuilder text = new StringBuilder();

    /** A line of these cells; null is an empty one. Numbers are never taken for formulas. */
    void line(@Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            Object cell = cells[i];
            if (cell instanceof Number) {
                text.append(cell);
            } else if (cell != null) {
                cell(cell.toString());
            }
        }
        text.append("\r\n");
    }

    private void cell(String cell) {
        String safe = isFormula(cell) ? "'" + cell : cell;
        if (safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
            text.append(safe);
        } else {
            text.append('"').append(safe.replace("\"", "\"\"")).append('"');
        }
    }

    /** Also behind blanks and controls of any kind, which a spreadsheet may pass over. */
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
