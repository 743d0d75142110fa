package com.raptorcomply.resources.crud;

/**
 * A field that is no column.
 *
 * @param sql over the row {@code r}
 * @param sqlAsOf the same over a row of the table's history and the row {@code moment}, whose column {@code time} is the time of
 *     the list
 */
public record Computed(String sql, String sqlAsOf) {}
