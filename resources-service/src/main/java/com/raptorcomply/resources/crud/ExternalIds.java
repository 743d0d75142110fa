package com.raptorcomply.resources.crud;

import org.jspecify.annotations.Nullable;

/** The ids that records have in other systems: a field of the record, which the table {@code external_id} indexes. */
final class ExternalIds {
    static final String FIELD = "externalIds";
    static final String FILTER = "externalId";
    static final String CONSTRAINT = "external_id_unique";

    private ExternalIds() {}

    /**
     * Returns the condition of the filter.
     *
     * @param table of the records
     * @param value a source, a colon and an id; a source has no colon, so the first one separates. Null: any, for checking
     *     the statement at start
     */
    static ListCondition condition(String table, @Nullable Object value) {
        if (!(value instanceof String text)) {
            return new ListCondition.OfExternalId(table, "", "");
        }
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw QueryValues.bad(FILTER, "must be a source, a colon and an id");
        }
        return new ListCondition.OfExternalId(table, text.substring(0, colon), text.substring(colon + 1));
    }
}
