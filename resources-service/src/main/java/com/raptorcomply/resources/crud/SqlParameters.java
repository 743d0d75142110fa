package com.raptorcomply.resources.crud;

import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Numbers the parameters of a statement while its text is composed. Not thread-safe. */
public final class SqlParameters {
    private final Tuple values = Tuple.tuple();

    /** Adds a value and returns its place in the text, such as {@code $3}. */
    public String add(@Nullable Object value) {
        values.addValue(value);
        return "$" + values.size();
    }

    public int count() {
        return values.size();
    }

    public Tuple values() {
        return values;
    }
}
