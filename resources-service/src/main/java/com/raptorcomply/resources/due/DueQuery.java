package com.raptorcomply.resources.due;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.crud.SqlParameters;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page of what is due.
 *
 * @param before the last date
 * @param facility only what is due there; null for all
 * @param person only what is due for them; null for all
 * @param kind only this kind; null for all
 * @param after the position after which the page begins; null before the first
 */
record DueQuery(
        LocalDate before,
        @Nullable UUID facility,
        @Nullable UUID person,
        @Nullable String kind,
        @Nullable DuePosition after) {
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);

    /** A scoped statement with its own parameters. */
    record Statement(String sql, Tuple parameters) {}

    /**
     * Returns the statement that reads up to {@code count} records of each source; null if there is none to read. Its rows are
     * those of {@link DueItem#of}.
     *
     * @param terms of the organization
     * @param sees true for a permission that the caller holds
     */
    @Nullable
    Statement statement(DueTerms terms, Predicate<String> sees, int count) {
        SqlParameters parameters = new SqlParameters();
        List<String> parts = new ArrayList<>();
        for (int place = 0; place < Source.ALL.size(); place++) {
            Source source = Source.ALL.get(place);
            if (isAsked(source) && sees.test(source.kind().permission())) {
                parts.add(part(source, place, terms, parameters, count));
            }
        }
        // There are many texts, and the best plan depends on the dates.
        return parts.isEmpty()
                ? null
                : new Statement(
                        Postgres.ONCE + TenantDatabase.scoped(String.join(" UNION ALL ", parts), parameters.count()),
                        parameters.values());
    }

    private boolean isAsked(Source source) {
        return (facility == null || source.inFacility() != null)
                && (person == null || source.person() != null)
                && (kind == null || kind.equals(source.kind().label()));
    }

    private String part(Source source, int place, DueTerms terms, SqlParameters parameters, int count) {
        Interval interval = terms.interval(source.kind());
        String since = "r." + source.since();
        List<String> conditions = new ArrayList<>(List.of("caller.known", "r.deleted_at IS NULL", source.condition()));
        conditions.add(since
                + (source.isTime() ? " < " : " <= ")
                + parameters.add(bound(source, interval.last(before).plusDays(source.isTime() ? 1 : 0), terms)));
        conditions.add(since + " >= " + parameters.add(bound(source, first(place, interval), terms)));
        if (after != null && after.source() == place) {
            conditions.add("(" + since + ", r.id) > (" + parameters.add(after.since(source)) + ", "
                    + parameters.add(after.id()) + ")");
        }
        if (facility != null && source.inFacility() != null) {
            conditions.add(source.inFacility().formatted(parameters.add(facility)));
        }
        if (person != null) {
            conditions.add(source.person() + " = " + parameters.add(person));
        }
        String shown = source.isTime()
                ? "to_char(" + since + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
                : since + "::text";
        return "(SELECT " + place + " AS source, r.id, " + shown + " AS since, " + source.title() + " AS title, "
                + orNull(source.facility()) + " AS facility, " + orNull(source.person()) + " AS person FROM "
                + source.table() + " r WHERE " + String.join(" AND ", conditions) + " ORDER BY " + since
                + ", r.id LIMIT "
                + parameters.add(count) + "::integer)";
    }

    /** Returns the first day of a source's records on the page. Before the position's source, its day is done. */
    private LocalDate first(int place, Interval interval) {
        if (after == null) {
            return FIRST_DAY;
        }
        return interval.first(place < after.source() ? after.due().plusDays(1) : after.due());
    }

    private static Object bound(Source source, LocalDate day, DueTerms terms) {
        return source.isTime() ? terms.start(day) : day;
    }

    private static String orNull(@Nullable String expression) {
        return expression == null ? "NULL::uuid" : expression;
    }
}
