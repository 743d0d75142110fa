package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints objects and lists for people. States have a color on a terminal. */
final class Table {
    private static final String GAP = "  ";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[31m";
    private static final String END = "\u001b[0m";
    private static final Map<String, String> COLORS = Map.ofEntries(
            Map.entry("active", GREEN),
            Map.entry("effective", GREEN),
            Map.entry("accepted", GREEN),
            Map.entry("holds", GREEN),
            Map.entry("pending", YELLOW),
            Map.entry("expired", YELLOW),
            Map.entry("suspended", RED),
            Map.entry("disabled", RED),
            Map.entry("revoked", RED),
            Map.entry("broken", RED));

    private final PrintWriter out;
    private final boolean colored;

    Table(PrintWriter out, boolean colored) {
        this.out = out;
        this.colored = colored;
    }

    /** Prints these members, one a line. A member of an inner object is {@code outer.inner}. */
    void print(JsonObject object, String... members) {
        int width = List.of(members).stream().mapToInt(String::length).max().orElse(0);
        for (String member : members) {
            out.println(padded(member, width) + GAP + painted(text(object, member)));
        }
    }

    /** Prints a line of names, and one for each item. */
    void print(JsonArray list, String... members) {
        List<String[]> rows = new ArrayList<>();
        rows.add(members);
        for (Object item : list) {
            String[] row = new String[members.length];
            for (int i = 0; i < members.length; i++) {
                row[i] = text((JsonObject) item, members[i]);
            }
            rows.add(row);
        }
        int[] widths = new int[members.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(painted(row[i]));
            if (i < row.length - 1) {
                line.append(" ".repeat(widths[i] - row[i].length())).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }

    private String painted(String text) {
        String color = colored ? COLORS.get(text) : null;
        return color == null ? text : color + text + END;
    }

    private static String text(JsonObject object, String member) {
        int dot = member.indexOf('.');
        Object value = object.getValue(dot < 0 ? member : member.substring(0, dot));
        if (dot > 0 && value instanceof JsonObject inner) {
            return text(inner, member.substring(dot + 1));
        }
        return value == null ? "-" : String.valueOf(value);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
