package com.raptorcomply.keyservice.key;

import java.util.List;

/**
 * Orders a list of keys, ties by id. Each order has an index of its own within an organization (V002, V173).
 *
 * @param label as the query parameter {@code sort} names it
 * @param expression of the table alias {@code k}
 * @param direction {@code ASC} or {@code DESC}
 */
record KeyOrder(String label, String expression, String direction) {
    private static final String NAME = "lower(k.name) COLLATE \"C\"";
    private static final String END = "coalesce(k.expires_at, timestamptz 'infinity')";

    /** Newest first. */
    static final KeyOrder NEWEST = new KeyOrder("-createdAt", "k.created_at", "DESC");

    private static final List<KeyOrder> ALL = List.of(
            NEWEST,
            new KeyOrder("createdAt", "k.created_at", "ASC"),
            new KeyOrder("name", NAME, "ASC"),
            new KeyOrder("-name", NAME, "DESC"),
            new KeyOrder("expiresAt", END, "ASC"),
            new KeyOrder("-expiresAt", END, "DESC"));

    static List<String> labels() {
        return ALL.stream().map(KeyOrder::label).toList();
    }

    /** @throws java.util.NoSuchElementException if there is no such order */
    static KeyOrder of(String label) {
        return ALL.stream()
                .filter(order -> order.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    String orderBy() {
        return expression + " " + direction + ", k.id " + direction;
    }

    /** The condition for keys behind another one. */
    String behind(String idPlace) {
        String comparison = direction.equals("ASC") ? ">" : "<";
        return "(" + expression + ", k.id) " + comparison + " (SELECT " + expression.replace("k.", "c.")
                + ", c.id FROM api_key c WHERE c.id = " + idPlace + ")";
    }
}
