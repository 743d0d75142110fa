package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.http.PageCursor;
import java.time.Instant;
import java.util.List;

/**
 * Orders a list of keys; ties are ordered by id. Each order has an index within an organization (V002, V173, V181, V210).
 *
 * @param label the value of the query parameter {@code sort}
 * @param direction {@code ASC} or {@code DESC}
 */
public record KeyOrder(String label, By by, String direction) {
    static final KeyOrder NEWEST = new KeyOrder("-createdAt", By.CREATION, "DESC");

    private static final List<KeyOrder> ALL = List.of(
            NEWEST,
            new KeyOrder("createdAt", By.CREATION, "ASC"),
            new KeyOrder("name", By.NAME, "ASC"),
            new KeyOrder("-name", By.NAME, "DESC"),
            new KeyOrder("lastUsedAt", By.LAST_USE, "ASC"),
            new KeyOrder("-lastUsedAt", By.LAST_USE, "DESC"),
            new KeyOrder("expiresAt", By.END, "ASC"),
            new KeyOrder("-expiresAt", By.END, "DESC"));

    /** The value that orders the keys of a list. */
    public enum By {
        CREATION("k.created_at", "k.id", "", true),
        NAME("lower(k.name) COLLATE \"C\"", "k.id", "", false),
        LAST_USE("l.last_used_at", "l.key_id", " JOIN key_last_use l ON l.key_id = k.id", true),
        END("coalesce(k.expires_at, timestamptz 'infinity')", "k.id", "", false);

        private final String expression;
        private final String id;
        private final String join;

        /** True if the cursor carries the time, because the time may change between two pages. */
        private final boolean carried;

        By(String expression, String id, String join, boolean carried) {
            this.expression = expression;
            this.id = id;
            this.join = join;
            this.carried = carried;
        }
    }

    public static List<String> labels() {
        return ALL.stream().map(KeyOrder::label).toList();
    }

    /** @throws java.util.NoSuchElementException if no order has this name */
    static KeyOrder of(String label) {
        return ALL.stream()
                .filter(order -> order.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the join for the second table that the order needs, or an empty text. */
    String join() {
        return by.join;
    }

    /**
     * Returns the column of the organization in the order's own index. To ask for it in the other table, too, would have the
     * planner expect far fewer keys than there are, and sort all of them.
     */
    String organization() {
        return by == By.LAST_USE ? "l.organization_id" : "k.organization_id";
    }

    /** Returns the id in the table of the order, so that candidates are sorted before the other table is read. */
    String id() {
        return by.id;
    }

    String orderBy() {
        return by.expression + " " + direction + ", " + by.id + " " + direction;
    }

    /** Returns the cursor that continues after this key. */
    public PageCursor cursor(ApiKey key) {
        if (by != By.LAST_USE) {
            return new PageCursor(key.history().createdAt(), key.id());
        }
        Instant lastUsedAt = key.history().lastUsedAt();
        return new PageCursor(lastUsedAt == null ? Instant.EPOCH : lastUsedAt, key.id());
    }

    /** Returns true if the condition for the next page needs the cursor's time. */
    boolean carriesTime() {
        return by.carried;
    }

    /** Returns the SQL condition for keys after this time and id. */
    String behind(String timePlace, String idPlace) {
        return "(" + by.expression + ", " + by.id + ") " + comparison() + " (" + timePlace + ", " + idPlace + ")";
    }

    /** Returns the SQL condition for keys after the given key, whose value the statement looks up. */
    String behind(String idPlace) {
        return "(" + by.expression + ", " + by.id + ") " + comparison() + " (SELECT "
                + by.expression.replace("k.", "c.") + ", c.id FROM api_key c WHERE c.id = " + idPlace + ")";
    }

    private String comparison() {
        return direction.equals("ASC") ? ">" : "<";
    }
}
