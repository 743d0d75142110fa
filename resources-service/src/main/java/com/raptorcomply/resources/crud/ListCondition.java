package com.raptorcomply.resources.crud;

import com.raptorcomply.resources.schema.Field;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A condition that the records of a list satisfy. The set is closed, so that a request can only choose among texts that
 * the service has prepared at start, and each compares with functions that PostgreSQL takes for leakproof: under
 * row-level security no other condition reaches an index.
 */
sealed interface ListCondition {
    /** Returns the SQL over the row {@code r}, of {@link Word} over the row {@code w}. */
    String sql(SqlParameters parameters);

    /** Returns the SQL of the same condition at a time, over the row {@code r} of the table's history. */
    default String sql(SqlParameters parameters, OffsetDateTime asOf) {
        return sql(parameters);
    }

    /**
     * Returns the condition on a row of a table's history that it held at a time. It names the organization, as the policies
     * do, because policies of the tables below a UNION do not let an index give the order of the list.
     *
     * @param row its alias
     * @param time as SQL
     */
    static String held(String row, String time) {
        return row + ".organization_id = (SELECT tenant_organization()) AND " + row + ".updated_at <= " + time + " AND "
                + row + ".superseded_at > " + time;
    }

    /** The record has this value in this column. */
    record Equal(String column, @Nullable Object value) implements ListCondition {
        @Override
        public String sql(SqlParameters parameters) {
            return "r." + column + " = " + parameters.add(value);
        }
    }

    /** The value of this column is the bound, or lies after or before it. */
    record Bound(String column, boolean isFirst, @Nullable Object value) implements ListCondition {
        @Override
        public String sql(SqlParameters parameters) {
            return "r." + column + (isFirst ? " >= " : " <= ") + parameters.add(value);
        }
    }

    /**
     * A table of links links the record to this value.
     *
     * @param links the table
     * @param id its column with the id of the record
     * @param column its column with the value
     */
    record Linked(
            String links,
            String id,
            String column,
            @Nullable Object value) implements ListCondition {
        @Override
        public String sql(SqlParameters parameters) {
            return "r.id IN (SELECT l." + id + " FROM " + links + " l WHERE l." + column + " = " + parameters.add(value)
                    + ")";
        }
    }

    /**
     * The record is overdue, or has this open status and is not overdue.
     *
     * @param column of the status
     * @param due column of the due date
     * @param open the words of records that can be overdue
     * @param word one of them; else overdue
     */
    record Due(
            String column,
            String due,
            List<String> open,
            @Nullable String word) implements ListCondition {
        private static final String TODAY = "(SELECT organization_today())";

        @Override
        public String sql(SqlParameters parameters) {
            return word != null && open.contains(word)
                    ? "r." + column + " = " + parameters.add(word) + " AND r." + due + " >= " + TODAY
                    : "r." + column + " IN ('" + String.join("', '", open) + "') AND r." + due + " < " + TODAY;
        }
    }

    /** The record that a reference leads to has this value in this column. */
    record Through(FilterPath path, String column, @Nullable Object value) implements ListCondition {
        @Override
        public String sql(SqlParameters parameters) {
            return reference() + " IN (" + others(parameters) + ")";
        }

        @Override
        public String sql(SqlParameters parameters, OffsetDateTime asOf) {
            return reference() + " IN ("
                    + others("_history t WHERE " + held("t", parameters.add(asOf)) + " AND ", parameters) + ")";
        }

        /** Returns the SQL of the ids of the others. */
        String others(SqlParameters parameters) {
            return others(" t WHERE ", parameters);
        }

        private String others(String rows, SqlParameters parameters) {
            return "SELECT t.id FROM " + path.table() + rows + "t." + column + " = " + parameters.add(value);
        }

        private String reference() {
            return "r." + Field.column(path.reference());
        }
    }

    /** The record of this table has this id in another system. */
    record OfExternalId(String table, String source, String id) implements ListCondition {
        @Override
        public String sql(SqlParameters parameters) {
            return "r.id IN (SELECT e.resource_id FROM external_id e WHERE e.resource_type = '" + table
                    + "' AND e.source = " + parameters.add(source) + " AND e.id = " + parameters.add(id) + ")";
        }

        /** Reads the record's own column, because the index has the present only. */
        @Override
        public String sql(SqlParameters parameters, OffsetDateTime asOf) {
            return "EXISTS (SELECT FROM json_to_recordset(r.external_ids) AS e(source text, id text) WHERE e.source = "
                    + parameters.add(source) + " AND e.id = " + parameters.add(id) + ")";
        }
    }

    /** The record was changed at or after this time. */
    record Since(@Nullable OffsetDateTime time) implements ListCondition {
        @Override
        public String sql(SqlParameters parameters) {
            return "r.updated_at >= " + parameters.add(time);
        }
    }

    /**
     * A word of the record begins with this term. The words of a table are in the table of that name with {@code _word}.
     *
     * @param term as {@link SearchTerms} makes it
     */
    record Word(String term) implements ListCondition {
        /** Sorts after every character, so a term followed by it is the end of the words that begin with the term. */
        private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

        @Override
        public String sql(SqlParameters parameters) {
            return range(parameters).sql();
        }

        /** Returns the range of the words that begin with the term. */
        ListSearch.Range range(SqlParameters parameters) {
            return new ListSearch.Range(parameters.add(term), parameters.add(term + LAST_CHARACTER));
        }
    }

    /** The caller sees the live record in whose path the list is. */
    record Parent(String table, @Nullable UUID id) implements ListCondition {
        @Override
        public String sql(SqlParameters parameters) {
            return "EXISTS (SELECT FROM " + table + " p WHERE p.id = " + parameters.add(id)
                    + " AND p.deleted_at IS NULL)";
        }
    }
}
