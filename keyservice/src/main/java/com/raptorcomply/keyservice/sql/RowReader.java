package com.raptorcomply.keyservice.sql;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Maps the rows of a result, for {@code Future.map}. Safe on any thread. */
public final class RowReader {
    private RowReader() {}

    /** Maps the first row; empty if there is none. */
    public static <T> Function<RowSet<Row>, Optional<T>> first(Function<Row, T> read) {
        return rows -> {
            RowIterator<Row> each = rows.iterator();
            return each.hasNext() ? Optional.of(read.apply(each.next())) : Optional.empty();
        };
    }

    /** Maps every row, in the result's order. */
    public static <T> Function<RowSet<Row>, List<T>> all(Function<Row, T> read) {
        return rows -> {
            List<T> all = new ArrayList<>(rows.size());
            rows.forEach(row -> all.add(read.apply(row)));
            return all;
        };
    }
}
