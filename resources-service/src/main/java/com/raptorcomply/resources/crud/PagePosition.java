package com.raptorcomply.resources.crud;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The position after which a page begins: the last record of the page before.
 *
 * @param values of the fields of the list's order; null for a record without one
 */
record PagePosition(List<@Nullable Object> values, UUID id) {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Returns the position before the first record in the order of ids. */
    static PagePosition start() {
        return new PagePosition(List.of(), BEFORE_ALL);
    }

    /** Returns the position before the first change at or after a time. */
    static PagePosition start(OffsetDateTime since) {
        return new PagePosition(List.of(since), BEFORE_ALL);
    }
}
