package com.raptorcomply.keyservice.user;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** Orders a list of users; ties are ordered by id. */
public enum UserOrder {
    OLDEST("createdAt", "created_at", ">"),
    NEWEST("-createdAt", "created_at", "<"),
    NAME("name", "lower(name) COLLATE \"C\"", ">"),
    NAME_DESCENDING("-name", "lower(name) COLLATE \"C\"", "<");

    private final String label;
    private final String expression;
    private final String comparison;

    UserOrder(String label, String expression, String comparison) {
        this.label = label;
        this.expression = expression;
        this.comparison = comparison;
    }

    static List<String> labels() {
        return Stream.of(values()).map(UserOrder::label).toList();
    }

    /** @throws NoSuchElementException if no order has this name */
    static UserOrder of(String label) {
        return Stream.of(values())
                .filter(order -> order.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the value of the query parameter {@code sort}. */
    public String label() {
        return label;
    }

    String orderBy() {
        String direction = comparison.equals(">") ? " ASC" : " DESC";
        return expression + direction + ", id" + direction;
    }

    /** Returns the SQL condition for users after the given one, whose value the statement looks up. */
    String behind(String idPlace) {
        return "(" + expression + ", id) " + comparison + " (SELECT " + expression + ", id FROM app_user WHERE id = "
                + idPlace + ")";
    }
}
