package com.raptorcomply.resources.crud;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Composes the page of a search by words, so that the statement reads few records whether its words are rare or common. It
 * counts each word up to a bound. All records of a rare word are sorted. With common words alone, the list is read in its
 * order and each record is looked up among the words, because common words soon fill a page. If {@link #LOOKED_AT_MAX}
 * records do not fill it, the words are common, but not near where the page begins. Then each word is counted up to a bound
 * {@link #REMOTE_FACTOR} times as high, and the records of the rarest one are sorted. PostgreSQL decides this while it runs
 * the statement, because no statistics can tell.
 *
 * <p>In the order of ids, the index of words has all that is sorted, so that only the records of the page are read and the
 * first bound is {@link #SORTED_IDS_MAX}. In other orders each record is read for its fields: {@link #CANDIDATES_MAX}.
 */
final class ListSearch {
    static final int CANDIDATES_MAX = 2_000;
    static final int SORTED_IDS_MAX = 20_000;
    static final int LOOKED_AT_MAX = 2_000;
    static final int REMOTE_FACTOR = 10;

    private static final String FEWEST = " ORDER BY c.records LIMIT 1";

    private final String table;
    private final List<Range> ranges;
    private final String where;
    private final List<String> parts;
    private final ListOrder order;
    private final String limit;

    /**
     * A range of words.
     *
     * @param first place of the first one
     * @param end place of the first one after the range
     */
    record Range(String first, String end) {
        /** Returns the condition that the row {@code w} is one of these words. */
        String sql() {
            return "w.word >= " + first + " AND w.word < " + end;
        }

        /**
         * Returns the condition that the row {@code w} is such a word of the record {@code r}. Only the index of a record's
         * words can find it, because it compares rows. PostgreSQL took the index of words for rare ones, and went through
         * all records of a word for each record.
         */
        String ofRecord() {
            return "w.record_id = r.id AND (w.record_id, w.word) >= (r.id, " + first
                    + ") AND (w.record_id, w.word) < (r.id, " + end + ")";
        }
    }

    /**
     * Prepares one search.
     *
     * @param ranges one for each word
     * @param where FROM and WHERE of the list over the row {@code r}, without the words
     * @param parts of the records after the position, as of {@link ListOrder#after}
     * @param limit place of the number of records
     */
    ListSearch(String table, List<Range> ranges, String where, List<String> parts, ListOrder order, String limit) {
        this.table = table;
        this.ranges = List.copyOf(ranges);
        this.where = where;
        this.parts = List.copyOf(parts);
        this.order = order;
        this.limit = limit;
    }

    /** Returns the statement that reads these columns of the row {@code r}. */
    String sql(String columns) {
        String after = where + " AND (" + String.join(" OR ", parts) + ")";
        List<String> tables = new ArrayList<>();
        int few = order.keys().isEmpty() ? SORTED_IDS_MAX : CANDIDATES_MAX;
        tables.add(table("rarest", rarest("true", few) + " WHERE c.records <= " + few + FEWEST));
        tables.add(inlined("candidate", ofWord("rarest")));
        IntStream.range(0, parts.size()).forEach(part -> tables.add(table("near" + part, near(part))));
        tables.add(table(
                "remote",
                "SELECT (SELECT word FROM rarest) IS NULL AND (" + eachPart(" OR ", this::isCut) + ") AS wanted"));
        String wanted = "(SELECT wanted FROM remote)";
        tables.add(table("rarer", rarest(wanted, REMOTE_FACTOR * few) + " WHERE " + wanted + FEWEST));
        tables.add(inlined("far", ofWord("rarer")));
        List<String> ways = new ArrayList<>();
        ways.add(page("candidate", after));
        ways.add(eachPart(" UNION ALL ", part -> "SELECT * FROM near" + part + " WHERE NOT " + wanted));
        ways.add(page("far", after));
        return "WITH " + String.join(", ", tables) + " SELECT " + columns + " FROM (" + String.join(" UNION ALL ", ways)
                + ") r" + end();
    }

    private static String table(String name, String select) {
        return name + " AS MATERIALIZED (" + select + ")";
    }

    /** Returns a table that is read once, so PostgreSQL need not store its rows, and reads no record before the position. */
    private static String inlined(String name, String select) {
        return name + " AS NOT MATERIALIZED (" + select + ")";
    }

    /**
     * Returns the words' numbers, each with the number of its records. Each word is counted no further than to one more than
     * the fewest of those before it, and than the bound, because only the rarest one is wanted.
     */
    private String rarest(String condition, int max) {
        StringBuilder fewest = new StringBuilder().append(max);
        String counts = eachWord(", LATERAL ", word -> {
            String count = "(SELECT (SELECT count(*) FROM (" + records(word) + " AND " + condition + " LIMIT least("
                    + fewest + ") + 1) w) AS records OFFSET 0) w" + word;
            fewest.append(", w").append(word).append(".records");
            return count;
        });
        return "SELECT c.word FROM " + counts + ", LATERAL (VALUES "
                + eachWord(", ", word -> "(" + word + ", w" + word + ".records)") + ") c (word, records)";
    }

    /** Returns the records of the word whose number a table has. */
    private String ofWord(String chosen) {
        return eachWord(" UNION ALL ", word -> records(word) + " AND (SELECT word FROM " + chosen + ") = " + word);
    }

    /**
     * Returns the page of the records in a table, which are sorted by little of each, and looked up until the page is full. ON
     * makes PostgreSQL drop repeated ids from the sorted ones, as far as it reads them, and not hash all before it sorts.
     */
    private String page(String ids, String after) {
        String sorted = order.keys().isEmpty()
                ? "SELECT DISTINCT ON (r.id) r.id FROM (SELECT record_id AS id FROM " + ids + ") r WHERE "
                        + parts.get(0) + " ORDER BY r.id"
                : "SELECT r.id" + order.positionColumns() + after + " AND " + isIn(ids) + " ORDER BY " + order.sql();
        return "(SELECT r.* FROM (" + sorted + ") page, LATERAL (SELECT r.*" + after + " AND r.id = page.id"
                + hasWords() + " OFFSET 0) r LIMIT " + limit + ")";
    }

    /**
     * Returns the condition that a table has the record. PostgreSQL sorts an array and goes through the index of ids once; it
     * would join a table by a descent for each id.
     */
    private static String isIn(String ids) {
        return "r.id = ANY (ARRAY(SELECT record_id FROM " + ids + "))";
    }

    /**
     * Returns the first records of a part that have the words. They come in its order; a sort would first read all of
     * them.
     */
    private String near(int part) {
        return "SELECT r.* FROM (SELECT r.*" + where + " AND " + parts.get(part)
                + " AND (SELECT word FROM rarest) IS NULL ORDER BY " + order.sql() + " LIMIT " + LOOKED_AT_MAX
                + ") r WHERE true" + hasWords() + " LIMIT " + limit;
    }

    /** Returns the condition that a part has more records than were looked at, and too few of these have the words. */
    private String isCut(int part) {
        return "CASE WHEN (SELECT count(*) FROM near" + part + ") < " + limit
                + " THEN (SELECT count(*) FROM (SELECT" + where + " AND " + parts.get(part) + " LIMIT "
                + (LOOKED_AT_MAX + 1) + ") more) > " + LOOKED_AT_MAX + " ELSE false END";
    }

    /** Returns the condition that a record has each word. OFFSET makes PostgreSQL look each record up by itself. */
    private String hasWords() {
        return eachWord("", word -> " AND EXISTS (" + words() + ranges.get(word).ofRecord() + " OFFSET 0)");
    }

    private String records(int word) {
        return words() + ranges.get(word).sql();
    }

    private String words() {
        return "SELECT w.record_id FROM " + table + "_word w WHERE caller.known AND ";
    }

    private String end() {
        return " ORDER BY " + order.sql() + " LIMIT " + limit;
    }

    private String eachWord(String between, IntFunction<String> sql) {
        return IntStream.range(0, ranges.size()).mapToObj(sql).collect(Collectors.joining(between));
    }

    private String eachPart(String between, IntFunction<String> sql) {
        return IntStream.range(0, parts.size()).mapToObj(sql).collect(Collectors.joining(between));
    }
}
