package com.raptorcomply.chassis.csv;

import static com.raptorcomply.fuzz.Property.holds;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Written CSV parses by RFC 4180 to the same lines and cells, and no cell begins like a formula. In the input, 0x1E
 * ends a line and 0x1F a cell.
 */
public final class CsvFuzz {
    private CsvFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<List<String>> lines = new ArrayList<>();
        CsvText text = new CsvText();
        for (String line : new String(input, StandardCharsets.UTF_8).split("\u001e", -1)) {
            List<String> cells = List.of(line.split("\u001f", -1));
            lines.add(cells);
            text.line(cells.toArray());
        }
        String csv = text.take();
        List<List<String>> read = read(csv);
        holds(read.size() == lines.size(), "There are as many lines", csv);
        for (int line = 0; line < lines.size(); line++) {
            holds(read.get(line).size() == lines.get(line).size(), "There are as many cells", csv);
            for (int cell = 0; cell < lines.get(line).size(); cell++) {
                same(lines.get(line).get(cell), read.get(line).get(cell));
            }
        }
    }

    private static void same(String written, String read) {
        holds(read.equals(written) || read.equals("'" + written), "A cell is written with a guard at most", read);
        holds(FormulaGuard.remove(read).equals(written), "A cell is read as it was written", read);
        int first = 0;
        while (first < read.length() && isBlank(read.charAt(first))) {
            first++;
        }
        holds(
                first == read.length() || "=+-@\uff1d\uff0b\uff0d\uff20".indexOf(read.charAt(first)) < 0,
                "It is no formula",
                read);
    }

    /** Returns true for a character that a spreadsheet may skip before a formula. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private static List<List<String>> read(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            boolean quoted = csv.charAt(at) == '"';
            int end = quoted ? closingQuote(csv, at) : plainEnd(csv, at);
            String cell = quoted ? csv.substring(at + 1, end).replace("\"\"", "\"") : csv.substring(at, end);
            cells.add(cell);
            at = quoted ? end + 1 : end;
            if (csv.charAt(at) == ',') {
                at++;
            } else {
                holds(csv.startsWith("\r\n", at), "A line ends with CRLF", csv);
                at += 2;
                lines.add(cells);
                cells = new ArrayList<>();
            }
        }
        return lines;
    }

    private static int plainEnd(String csv, int from) {
        int end = from;
        while (csv.charAt(end) != ',' && csv.charAt(end) != '\r') {
            holds(csv.charAt(end) != '"' && csv.charAt(end) != '\n', "A plain cell has no quote", csv);
            end++;
        }
        return end;
    }

    private static int closingQuote(String csv, int from) {
        int end = csv.indexOf('"', from + 1);
        while (end + 1 < csv.length() && csv.charAt(end + 1) == '"') {
            end = csv.indexOf('"', end + 2);
        }
        return end;
    }
}
