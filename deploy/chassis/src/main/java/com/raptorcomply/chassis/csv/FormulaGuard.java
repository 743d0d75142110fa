package com.raptorcomply.chassis.csv;

/**
 * Keeps spreadsheets from running a text as a formula: a text that begins like one gets a leading apostrophe. A text
 * that begins with an apostrophe gets a second one, so that {@link #remove} returns every text as it was.
 */
public final class FormulaGuard {
    private static final char GUARD = '\'';
    private static final String FORMULA_BEGINS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private FormulaGuard() {}

    /** Returns the text as the cell of a file. */
    public static String add(String text) {
        return needsGuard(text) ? GUARD + text : text;
    }

    /** Undoes {@link #add}. An apostrophe that it cannot have added stays, because people write such cells, too. */
    public static String remove(String cell) {
        boolean mayBeGuarded = !cell.isEmpty() && cell.charAt(0) == GUARD;
        return mayBeGuarded && needsGuard(cell.substring(1)) ? cell.substring(1) : cell;
    }

    private static boolean needsGuard(String text) {
        return !text.isEmpty() && (text.charAt(0) == GUARD || isFormula(text));
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
}
