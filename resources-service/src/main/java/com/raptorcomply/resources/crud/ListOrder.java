package com.raptorcomply.resources.crud;

import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.schema.FieldType;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list: up to {@link #FIELDS_MAX} fields, then the id in the direction of the last one, so that the order
 * is total and each page can begin after the last record of the page before. A record without a value comes after all
 * others, in descending order before them, as in PostgreSQL's indexes.
 *
 * @param keys without the id
 */
record ListOrder(List<Key> keys) {
    static final int FIELDS_MAX = 2;
    /** The order of ids, which is the order of creation. */
    static final ListOrder BY_ID = new ListOrder(List.of());

    private static final String DESCENDING = "-";

    ListOrder {
        keys = List.copyOf(keys);
    }

    /** One field of an order. */
    record Key(String column, FieldType type, boolean nullable, boolean descending) {
        static Key of(Field field, boolean descending) {
            return new Key(field.column(), field.type(), field.nullable(), descending);
        }
    }

    /** Returns the word that requests a field in an order. */
    static String word(String field, boolean descending) {
        return descending ? DESCENDING + field : field;
    }

    /** Returns the field that a word requests. */
    static String field(String word) {
        return isDescending(word) ? word.substring(DESCENDING.length()) : word;
    }

    static boolean isDescending(String word) {
        return word.startsWith(DESCENDING);
    }

    /** Returns true for the order in which records were changed. */
    boolean isByChange() {
        return keys.size() == 1
                && keys.get(0).column().equals("updated_at")
                && !keys.get(0).descending();
    }

    /** Returns the SQL after ORDER BY, over the row {@code r}. */
    String sql() {
        return columns().stream()
                .map(column -> "r." + column.name() + (column.descending() ? " DESC" : ""))
                .collect(Collectors.joining(", "));
    }

    /** Returns the columns of the position, over the row {@code r}, without the id; empty in the order of ids. */
    String positionColumns() {
        return keys.stream().map(key -> ", r." + key.column()).collect(Collectors.joining());
    }

    /**
     * Returns the conditions of the records after a position. They exclude each other, and the union of their records
     * is all records after the position; each alone is a range of an index. Groups of a first field with few words each
     * have their own condition, because within one group an index of the second field has the records in order.
     *
     * @param position null for all records
     */
    List<String> after(@Nullable PagePosition position, SqlParameters parameters) {
        List<Column> columns = columns();
        if (position == null) {
            return columns.get(0).groups().isEmpty()
                    ? List.of("true")
                    : columns.get(0).groups();
        }
        List<@Nullable Object> values = new ArrayList<>(position.values());
        values.add(position.id());
        if (isPlain(columns)) {
            String names = columns.stream().map(column -> "r." + column.name()).collect(Collectors.joining(", "));
            String places = values.stream().map(parameters::add).collect(Collectors.joining(", "));
            String comparison = columns.get(0).descending() ? " < " : " > ";
            return List.of(
                    columns.size() == 1
                            ? names + comparison + places
                            : "(" + names + ")" + comparison + "(" + places + ")");
        }
        List<String> places = new ArrayList<>();
        values.forEach(value -> places.add(value == null ? "" : parameters.add(value)));
        List<String> parts = new ArrayList<>();
        for (int last = columns.size() - 1; last >= 0; last--) {
            StringBuilder same = new StringBuilder();
            for (int i = 0; i < last; i++) {
                same.append(columns.get(i).same(places.get(i))).append(" AND ");
            }
            columns.get(last).beyond(places.get(last)).forEach(beyond -> parts.add(same + beyond));
        }
        return parts;
    }

    /** Returns the position of a row, whose columns begin with {@link #positionColumns} at {@code first}. */
    PagePosition position(Row row, UUID id, int first) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            values.add(row.getValue(first + i));
        }
        return new PagePosition(Collections.unmodifiableList(values), id);
    }

    /** Writes a position as JSON. */
    JsonArray write(PagePosition position) {
        JsonArray json = new JsonArray();
        for (Object value : position.values()) {
            json.add(json(value));
        }
        return json.add(position.id().toString());
    }

    /** Reads the result of {@link #write}. */
    PagePosition read(JsonArray json) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Object value = json.getValue(i);
            values.add(value == null ? null : keys.get(i).type().parameter(value));
        }
        return new PagePosition(Collections.unmodifiableList(values), UUID.fromString(json.getString(keys.size())));
    }

    /** Returns true if one comparison of rows expresses a position: no groups, one direction, and always a value. */
    private boolean isPlain(List<Column> columns) {
        return columns.get(0).groups().isEmpty()
                && keys.stream()
                        .allMatch(key -> !key.nullable()
                                && key.descending() == keys.get(0).descending());
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Key key : keys) {
            Set<String> words =
                    columns.isEmpty() && keys.size() > 1 ? key.type().words() : Set.of();
            columns.add(new Column(key.column(), key.nullable(), key.descending(), words));
        }
        boolean descending = !keys.isEmpty() && keys.get(keys.size() - 1).descending();
        columns.add(new Column("id", false, descending, Set.of()));
        return columns;
    }

    private static @Nullable Object json(@Nullable Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        return value instanceof Boolean || value instanceof Integer || value == null ? value : value.toString();
    }

    /**
     * One column of the whole order, the id included. A place is that of its value among the parameters, empty for null.
     *
     * @param words of which its value is one; empty if it has others, or if it is not read group by group
     */
    private record Column(String name, boolean nullable, boolean descending, Set<String> words) {
        String same(String place) {
            return "r." + name + (place.isEmpty() ? " IS NULL" : " = " + place);
        }

        /** Returns the conditions of each group of records with the same value; none if it is not read so. */
        List<String> groups() {
            List<String> groups = new ArrayList<>();
            words.forEach(word -> groups.add("r." + name + " = '" + word + "'"));
            if (nullable && !words.isEmpty()) {
                groups.add("r." + name + " IS NULL");
            }
            return groups;
        }

        /** Returns the conditions of the values that come after one. */
        List<String> beyond(String place) {
            if (place.isEmpty()) {
                return descending ? List.of("r." + name + " IS NOT NULL") : List.of();
            }
            List<String> beyond = new ArrayList<>();
            String range = (descending ? " < " : " > ") + place;
            if (words.isEmpty()) {
                beyond.add("r." + name + range);
            } else {
                // PostgreSQL leaves out the groups whose word is not in the range before it reads anything.
                words.forEach(word -> beyond.add("r." + name + " = '" + word + "' AND '" + word + "'::text" + range));
            }
            if (nullable && !descending) {
                beyond.add("r." + name + " IS NULL");
            }
            return beyond;
        }
    }
}
