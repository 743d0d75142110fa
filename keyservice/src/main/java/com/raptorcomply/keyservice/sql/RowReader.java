package com.raptorcomply.keyservice.sql;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Readings of an answer, for {@code Future.map}. Any thread. */
public final class RowReader {
    private RowReader() {}

    /** Its first row, empty if it has none. */
    public static <T> Function<RowSet<Row>, Optional<T>> first(Function<Row, T> read) {
        return rows -> {
            RowIterator<Row> each = rows.iterator();
            return each.hasNext() ? Optional.of(read.apply(each.next())) : Optional.empty();
        };
    }

    /** Every row, in the order of the answer. */
    public static <T> Function<RowSet<Row>, List<T>> all(Function<Row, T> read) {
        return rows -> {
            List<T> all = new ArrayList<>(rows.size());
            rows.forEach(row -> all.add(read.apply(row)));
            return all;
        };
    }
}
