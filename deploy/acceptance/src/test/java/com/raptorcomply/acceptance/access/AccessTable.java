package com.raptorcomply.acceptance.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The table of {@code access/table.txt}, which explains its own syntax. */
record AccessTable(List<String> columns, List<Row> rows) {
    /** The index of the first caller's column, after endpoint, object and needs. */
    static final int FIRST_CALLER = 3;

    private static final String RESOURCE = "/access/table.txt";
    private static final String BODY = ">";

    static AccessTable read() {
        List<String> columns = List.of();
        List<Row> rows = new ArrayList<>();
        List<String> lines = text().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (columns.isEmpty()) {
                columns = cells(line);
            } else if (!line.strip().startsWith(BODY)) {
                String next = i + 1 < lines.size() ? lines.get(i + 1).strip() : "";
                String body =
                        next.startsWith(BODY) ? next.substring(BODY.length()).strip() : "";
                rows.add(Row.of(columns, cells(line), body));
            }
        }
        return new AccessTable(columns, List.copyOf(rows));
    }

    List<String> callers() {
        List<String> callers = new ArrayList<>(columns.subList(FIRST_CALLER, columns.size()));
        callers.addAll(Acting.COLUMNS);
        return callers;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toList();
    }

    private static String text() {
        try (InputStream table = AccessTable.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
