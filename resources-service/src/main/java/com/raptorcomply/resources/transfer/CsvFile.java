package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the records of a CSV file (RFC 4180) that a spreadsheet may have written: with or without a byte order mark, with
 * commas, semicolons, tabs or bars. It is strict about UTF-8 and quotes, because a wrong guess would store wrong text. Throws
 * a {@link ProblemException} with a sentence. Its methods block. Not thread-safe.
 */
final class CsvFile {
    private static final String SEPARATORS = ",;\t|";
    /** The line before the names of the columns by which spreadsheets declare the separator. They count no row for it. */
    private static final Pattern DECLARATION =
            Pattern.compile("\"?sep=([^\"\r\n])\"?(?:\r\n?|\n|\\z)", Pattern.CASE_INSENSITIVE);

    private static final int DECLARATION_CHARACTERS_MAX = 9;
    private static final int HEADER_CHARACTERS_MAX = 16 * 1024;
    private static final int CELL_CHARACTERS_MAX = 64 * 1024;
    /**
     * Stands for bytes that are not UTF-8, so that their row is known. An exception would come from what is read ahead. It is
     * no character of Unicode, so that no text has it.
     */
    private static final char NO_CHARACTER = '\uffff';

    private static final int[] BYTE_ORDER_MARK = {0xef, 0xbb, 0xbf};

    private final CloseableIterator<CsvRecord> records;
    private int row;

    /** Opens a file and finds its separator. */
    CsvFile(InputStream bytes) throws IOException {
        BufferedReader text = new BufferedReader(decoded(bytes), HEADER_CHARACTERS_MAX);
        records = CsvReader.builder()
                .fieldSeparator(separator(text))
                .skipEmptyLines(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(CELL_CHARACTERS_MAX)
                .ofCsvRecord((Reader) text)
                .iterator();
    }

    /** Returns the names of the columns. An empty file is refused, because an error for each column would hide its cause. */
    List<String> header() {
        List<String> names = next();
        if (names.isEmpty()) {
            throw refused("The file is empty: its first line must have the names of the columns");
        }
        return names;
    }

    /** Returns the cells of the next row that has any; none at the end. */
    List<String> next() {
        try {
            while (records.hasNext()) {
                row++;
                List<String> cells = records.next().getFields();
                requireCharacters(cells);
                if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    return cells;
                }
            }
            return List.of();
        } catch (CsvParseException | UncheckedIOException e) {
            throw notCsv();
        }
    }

    /** Returns the number of the row that was read last. The names of the columns are row 1. */
    int row() {
        return row;
    }

    private ProblemException notCsv() {
        return refused("The file is not CSV: after row " + row
                + ", a quote is not closed, or is followed by text, or a cell is longer than "
                + CELL_CHARACTERS_MAX + " characters, or a row has too many cells");
    }

    private void requireCharacters(List<String> cells) {
        if (cells.stream().anyMatch(cell -> cell.indexOf(NO_CHARACTER) >= 0)) {
            throw refused(
                    "The file is not UTF-8: row " + row + " has bytes that are no characters. Save it as CSV UTF-8");
        }
    }

    private static Reader decoded(InputStream bytes) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(bytes, BYTE_ORDER_MARK.length);
        byte[] first = stream.readNBytes(BYTE_ORDER_MARK.length);
        if (isUtf16(first)) {
            throw refused("The file is in UTF-16. Save it as CSV UTF-8");
        }
        if (!isByteOrderMark(first)) {
            stream.unread(first);
        }
        return new InputStreamReader(
                stream,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(NO_CHARACTER)));
    }

    /** Returns true with a byte order mark of UTF-16, or if one of the first two bytes is zero, as in ASCII text. */
    private static boolean isUtf16(byte[] first) {
        if (first.length < 2) {
            return false;
        }
        int pair = ((first[0] & 0xff) << 8) | (first[1] & 0xff);
        return pair == 0xfeff || pair == 0xfffe || first[0] == 0 || first[1] == 0;
    }

    private static boolean isByteOrderMark(byte[] first) {
        if (first.length < BYTE_ORDER_MARK.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((first[i] & 0xff) != BYTE_ORDER_MARK[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the separator that the file declares, without one the most frequent one in the names of the columns. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(DECLARATION_CHARACTERS_MAX);
        StringBuilder first = new StringBuilder();
        for (int c = text.read(); c >= 0; c = first.length() < DECLARATION_CHARACTERS_MAX ? text.read() : -1) {
            first.append((char) c);
        }
        text.reset();
        Matcher declaration = DECLARATION.matcher(first);
        if (!declaration.lookingAt()) {
            return mostFrequent(text);
        }
        text.skip(declaration.end());
        char separator = declaration.group(1).charAt(0);
        if (SEPARATORS.indexOf(separator) < 0) {
            throw refused("The first line declares a separator that is no comma, semicolon, tab or bar");
        }
        return separator;
    }

    /** Returns the most frequent separator outside quotes in the first line, a comma without one. */
    private static char mostFrequent(BufferedReader text) throws IOException {
        text.mark(HEADER_CHARACTERS_MAX);
        int[] counts = new int[SEPARATORS.length()];
        boolean isQuoted = false;
        for (int i = 0; i < HEADER_CHARACTERS_MAX; i++) {
            int c = text.read();
            if (c < 0 || (!isQuoted && (c == '\n' || c == '\r'))) {
                break;
            }
            isQuoted ^= c == '"';
            int s = SEPARATORS.indexOf(c);
            if (s >= 0 && !isQuoted) {
                counts[s]++;
            }
        }
        text.reset();
        int most = 0;
        for (int s = 1; s < counts.length; s++) {
            most = counts[s] > counts[most] ? s : most;
        }
        return SEPARATORS.charAt(most);
    }

    private static ProblemException refused(String message) {
        return Problem.of(ErrorCode.MALFORMED_FILE, message).exception();
    }
}
