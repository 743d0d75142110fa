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

/**
 * Reads the records of a CSV file (RFC 4180) that a spreadsheet may have written: with or without a byte order mark, with
 * commas, semicolons or tabs. It is strict about UTF-8 and quotes, because a wrong guess would store wrong text. Throws a
 * {@link ProblemException} with a sentence. Its methods block. Not thread-safe.
 */
final class CsvFile {
    private static final char[] SEPARATORS = {',', ';', '\t'};
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

    /** Returns the most frequent separator outside quotes in the first line, a comma without one. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(HEADER_CHARACTERS_MAX);
        int[] counts = new int[SEPARATORS.length];
        boolean isQuoted = false;
        for (int i = 0; i < HEADER_CHARACTERS_MAX; i++) {
            int c = text.read();
            if (c < 0 || (!isQuoted && (c == '\n' || c == '\r'))) {
                break;
            }
            isQuoted ^= c == '"';
            for (int s = 0; s < SEPARATORS.length && !isQuoted; s++) {
                counts[s] += c == SEPARATORS[s] ? 1 : 0;
            }
        }
        text.reset();
        int most = 0;
        for (int s = 1; s < SEPARATORS.length; s++) {
            most = counts[s] > counts[most] ? s : most;
        }
        return SEPARATORS[most];
    }

    private static ProblemException refused(String message) {
        return Problem.of(ErrorCode.MALFORMED_FILE, message).exception();
    }
}
