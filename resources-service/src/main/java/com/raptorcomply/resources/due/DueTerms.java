package com.raptorcomply.resources.due;

import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The terms of an organization that decide when something is due.
 *
 * @param today the day that it is for the organization
 * @param zone in which days begin for it
 * @param intervals of each kind
 */
record DueTerms(LocalDate today, ZoneId zone, Map<Kind, Interval> intervals) {
    /** Reads the terms of an organization. */
    static final String READ = TenantDatabase.scoped("""
            SELECT organization_today() AS today, COALESCE((SELECT o.time_zone FROM organization o), 'UTC') AS zone,
              i.kind, i.amount, i.unit
            FROM (SELECT 1) one LEFT JOIN due_interval i ON i.deleted_at IS NULL WHERE caller.known""", 0);

    /** Terms of an organization that has set nothing, for preparing statements at start. */
    static final DueTerms STANDARD = new DueTerms(LocalDate.EPOCH, ZoneOffset.UTC, standard());

    /** Reads the rows of {@link #READ}. */
    static DueTerms of(RowSet<Row> rows) {
        LocalDate today = LocalDate.EPOCH;
        ZoneId zone = ZoneOffset.UTC;
        Map<Kind, Interval> intervals = standard();
        for (Row row : rows) {
            today = row.getLocalDate(0);
            zone = zone(row.getString(1));
            String kind = row.getString(2);
            if (kind != null) {
                intervals.put(
                        Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                        new Interval(row.getInteger(3), Interval.Unit.valueOf(row.getString(4))));
            }
        }
        return new DueTerms(today, zone, intervals);
    }

    Interval interval(Kind kind) {
        return Objects.requireNonNull(intervals.get(kind));
    }

    /** Returns the time at which a day begins for the organization. */
    OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
    }

    /** Returns the day of a time for the organization. */
    LocalDate day(String time) {
        return OffsetDateTime.parse(time).atZoneSameInstant(zone).toLocalDate();
    }

    private static Map<Kind, Interval> standard() {
        Map<Kind, Interval> intervals = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            intervals.put(kind, kind.interval());
        }
        return intervals;
    }

    /** Returns UTC for a zone that this Java does not know, as {@code organization_date} does. */
    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
