package com.raptorcomply.acceptance.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the table: an endpoint and the result of each kind of caller.
 *
 * @param target path and query, with placeholders for what {@link Objects} creates
 * @param object the kind of object, created in the caller's own organization and in another one
 * @param needs the permission; {@code open} if none is needed; {@code -} if the rule is more complex
 * @param body with placeholders like the target; empty: none
 * @param expected by column: a status, own/other, or . if the column does not apply
 */
record Row(String method, String target, String object, String needs, String body, Map<String, String> expected) {
    static final String NOTHING = "-";
    static final String OPEN = "open";
    static final String NOT_APPLICABLE = ".";

    static Row of(List<String> columns, List<String> cells, String body) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells, not " + columns.size() + ": " + cells.get(0));
        }
        String[] endpoint = cells.get(0).split(" +", 2);
        Map<String, String> expected = new LinkedHashMap<>();
        for (int i = AccessTable.FIRST_CALLER; i < cells.size(); i++) {
            expected.put(columns.get(i), cells.get(i));
        }
        expected.putAll(Acting.expected(expected, cells.get(2)));
        return new Row(endpoint[0], endpoint[1], cells.get(1), cells.get(2), body, expected);
    }

    /** Returns the endpoint's name in the documents. */
    String endpoint() {
        return method + " " + target.replaceFirst("\\?.*", "");
    }

    /** Returns true if the result depends on the object's organization. */
    boolean isOfSomebody() {
        return !needs.equals(OPEN) && (!object.equals(NOTHING) || (target + body).contains("{organization}"));
    }

    /** Returns the columns that apply. */
    List<String> callers() {
        return expected.keySet().stream()
                .filter(caller -> !NOT_APPLICABLE.equals(expected.get(caller)))
                .toList();
    }

    @Override
    public String toString() {
        return method + " " + target + " (" + object + ")" + (body.isEmpty() ? "" : " " + body);
    }
}
