package com.raptorcomply.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A table of demo data from the class path: tab-separated, with column names in the first line. */
record Table(List<Line> lines) {

    /** One line, whose cells are read by column name. */
    record Line(Map<String, String> cells) {
        String text(String column) {
            return Objects.requireNonNull(cells.get(column), column);
        }

        boolean isEmpty(String column) {
            return text(column).isEmpty();
        }

        boolean bool(String column) {
            return Boolean.parseBoolean(text(column));
        }
    }

    static Table read(String name) {
        String path = "/demo/" + name + ".tsv";
        try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(path), path)) {
            List<String> rows = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String[] columns = rows.get(0).split("\t", -1);
            List<Line> lines = new ArrayList<>();
            for (String row : rows.subList(1, rows.size())) {
                lines.add(line(columns, row.split("\t", -1)));
            }
            return new Table(List.copyOf(lines));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Line line(String[] columns, String[] values) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            cells.put(columns[i], values[i]);
        }
        return new Line(cells);
    }
}
