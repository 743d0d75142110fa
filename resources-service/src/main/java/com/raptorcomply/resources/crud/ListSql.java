package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Composes the SQL of a resource's lists. Connections keep a text prepared only if many requests use the same one: live
 * records in the order of their ids, all of them or with one filter by an id or code, and the changes of a sync job,
 * which are all records in the order of their changes. All others are parsed each time, so that their number does not
 * matter and PostgreSQL plans for the values in them, because the best index depends on how rare a value is.
 */
final class ListSql {
    static final int LISTED_COLUMN = 0;
    static final int ID_COLUMN = 1;
    /** The body of a single read if it differs from the listed one and the query needs entity tags; else null. */
    static final int READ_COLUMN = 2;

    static final int ORDER_COLUMN = 3;
    /** The most records that a statement is asked for: a page and one more. */
    static final int COUNT_MAX = 1_001;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final String table;
    private final ResourceSql resource;
    private final Set<String> rareColumns;
    private final @Nullable String sight;

    /**
     * Prepares the lists of one resource.
     *
     * @param rareColumns columns with ids or codes, of which every value is about equally rare
     * @param sight the function of {@link ResourceDefinition.Builder#sight}; null without one
     */
    ListSql(String table, ResourceSql resource, Set<String> rareColumns, @Nullable String sight) {
        this.table = table;
        this.resource = resource;
        this.rareColumns = Set.copyOf(rareColumns);
        this.sight = sight;
    }

    /** Returns the table of the records. */
    String table() {
        return table;
    }

    /** A scoped statement with its own parameters, to which {@link TenantDatabase#read} adds those of the caller. */
    record Statement(String sql, Tuple parameters) {}

    /**
     * Returns the statement that reads up to {@code count} records of a query from its position.
     *
     * @param isRestricted true if the caller sees only some places
     */
    Statement statement(ListQuery query, int count, boolean isRestricted) {
        SqlParameters parameters = new SqlParameters();
        String sql = TenantDatabase.scoped(select(query, count, isRestricted, parameters), parameters.count());
        return new Statement(isKept(query) ? sql : Postgres.ONCE + sql, parameters.values());
    }

    private String select(ListQuery query, int count, boolean isRestricted, SqlParameters parameters) {
        List<String> conditions = new ArrayList<>(List.of("caller.known"));
        List<ListSearch.Range> words = new ArrayList<>();
        OffsetDateTime asOf = query.asOf();
        String records = table + " r";
        if (asOf != null) {
            String time = parameters.add(asOf);
            conditions.add(ListCondition.held("r", time));
            records = resource.history(time + "::timestamptz");
        }
        String found = asOf == null ? found(query, count, isRestricted, parameters) : null;
        for (ListCondition condition : query.conditions()) {
            if (condition instanceof ListCondition.Word word) {
                words.add(word.range(parameters));
            } else if (found == null || !(condition instanceof ListCondition.Through)) {
                conditions.add(asOf != null ? condition.sql(parameters, asOf) : condition.sql(parameters));
            }
        }
        if (!query.includeDeleted()) {
            conditions.add("r.deleted_at IS NULL");
        }
        if (found != null) {
            conditions.add(found);
        }
        String where = " FROM " + records + " WHERE " + String.join(" AND ", conditions);
        ListOrder order = query.order();
        // The function has applied the position. A range beside it would let the planner read the whole list in its
        // order.
        List<String> parts = found == null ? order.after(query.position(), parameters) : List.of("true");
        String limit = parameters.add(bounded(count)) + "::integer";
        if (!words.isEmpty()) {
            return new ListSearch(table, words, where, parts, order, limit).sql(columns(query));
        }
        String end = " ORDER BY " + order.sql() + " LIMIT " + limit;
        String columns = "SELECT " + columns(query);
        if (parts.size() > 1) {
            return columns + " FROM (" + union(where, parts, end) + ") r" + end;
        }
        String all = where + " AND " + parts.get(0);
        if (found == null && isReached(query) && asOf == null) {
            // PostgreSQL plans it for the place, because the way depends on how much is there.
            return columns + " FROM (SELECT r.id" + all + end + ") page JOIN " + table
                    + " r ON r.id = page.id ORDER BY " + order.sql();
        }
        String page = isKept(query) ? " FROM (" + keptPage("SELECT r.*" + all, order.sql(), limit) + ") r" : all;
        return columns + page + end;
    }

    /** Returns the number of records; throws if they are more than {@link #COUNT_MAX}, which would cut the page off. */
    static int bounded(int count) {
        if (count > COUNT_MAX) {
            throw new IllegalArgumentException("At most " + COUNT_MAX + " records, not " + count);
        }
        return count;
    }

    /**
     * Returns the query of the first records of another one over the row {@code r}, for a text that connections keep. Read it by
     * the same order and limit once more. PostgreSQL expects a tenth of the rows from a limit that it does not know, so a page
     * of a large table seems to have thousands, and it would plan the statement at each use for the limit of that use, which
     * takes longer than to read the page. Limits of limits make the page seem small.
     */
    static String keptPage(String query, String order, String limit) {
        String end = " ORDER BY " + order + " LIMIT ";
        return "SELECT * FROM (" + query + end + COUNT_MAX + ") r" + end + limit;
    }

    /** Returns the condition that finds the page by a function; null if the list has none. */
    private @Nullable String found(ListQuery query, int count, boolean isRestricted, SqlParameters parameters) {
        boolean isById = query.order().keys().isEmpty();
        List<ListCondition> filters = filters(query);
        if (isById && filters.size() == 1 && filters.get(0) instanceof ListCondition.Through through) {
            String others = "ARRAY(" + through.others(parameters) + "), ";
            return found(through.path().pages() + "(" + others, query, count, parameters);
        }
        boolean isSync = query.order().isByChange() && query.position() != null;
        return isRestricted && sight != null && query.conditions().isEmpty() && (isById || isSync)
                ? found(sight + "(", query, count, parameters)
                : null;
    }

    private static String found(String call, ListQuery query, int count, SqlParameters parameters) {
        PagePosition position = query.position();
        List<@Nullable Object> arguments = new ArrayList<>();
        if (position != null) {
            arguments.addAll(position.values());
        }
        arguments.add(position == null ? BEFORE_ALL : position.id());
        arguments.add(count);
        String given = arguments.stream().map(parameters::add).collect(Collectors.joining(", "));
        return "r.id = ANY (ARRAY(SELECT " + call + given + ", " + query.includeDeleted() + ")))";
    }

    /** Returns the first records of each part, of which PostgreSQL merges no more than the page has. */
    private static String union(String where, List<String> parts, String end) {
        List<String> selects = new ArrayList<>();
        parts.forEach(part -> selects.add("(SELECT r.*" + where + " AND " + part + end + ")"));
        return String.join(" UNION ALL ", selects);
    }

    private String columns(ListQuery query) {
        return listed(query) + " AS listed, r.id, " + (needsRead(query) ? read(query) : "NULL::bytea") + " AS read"
                + query.order().positionColumns();
    }

    private boolean needsRead(ListQuery query) {
        return query.tagged() && !listed(query).equals(read(query));
    }

    private String read(ListQuery query) {
        return query.asOf() == null ? resource.body() : resource.kept(null);
    }

    private String listed(ListQuery query) {
        return query.asOf() == null ? resource.listed(query.members()) : resource.kept(query.members());
    }

    /**
     * Returns true if the records are reached through others. Their ids are then found and sorted first, because an
     * index alone has them, and because the page has far fewer records.
     */
    private static boolean isReached(ListQuery query) {
        return query.order().keys().isEmpty()
                && query.conditions().stream().anyMatch(condition -> condition instanceof ListCondition.Through);
    }

    /** Returns the conditions besides that of the path. */
    private static List<ListCondition> filters(ListQuery query) {
        return query.conditions().stream()
                .filter(condition -> !(condition instanceof ListCondition.Parent))
                .toList();
    }

    private boolean isKept(ListQuery query) {
        List<ListCondition> filters = filters(query);
        boolean isPlain = query.asOf() == null && query.members() == null && !needsRead(query);
        if (resource.isSeldom() || query.position() == null || !isPlain) {
            return false;
        }
        boolean isSync = query.order().isByChange() && query.includeDeleted();
        boolean isPage = query.order().keys().isEmpty() && !query.includeDeleted();
        return filters.isEmpty() ? isPage || isSync : isPage && filters.size() == 1 && isSettled(filters.get(0));
    }

    /** Returns true if one plan serves all values of the condition. */
    private boolean isSettled(ListCondition condition) {
        return condition instanceof ListCondition.Through
                || (condition instanceof ListCondition.Equal equal && rareColumns.contains(equal.column()));
    }
}
