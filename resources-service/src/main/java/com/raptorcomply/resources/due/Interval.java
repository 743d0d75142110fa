package com.raptorcomply.resources.due;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * The time from one event to the next. Calendar months end with the month, as NERC counts them: what was done on any day of
 * January is due on 30 April of the next year after 15 calendar months.
 */
record Interval(int amount, Unit unit) {
    /** For dates that are due themselves. */
    static final Interval NONE = new Interval(0, Unit.days);

    /** A unit, by its name in JSON. */
    enum Unit {
        days,
        calendar_months
    }

    /** Returns the day on which something is due after this one. It never falls when the day rises. */
    LocalDate due(LocalDate day) {
        return unit == Unit.days
                ? day.plusDays(amount)
                : YearMonth.from(day).plusMonths(amount).atEndOfMonth();
    }

    /** Returns the last day after which something is due at this date or before. */
    LocalDate last(LocalDate due) {
        if (unit == Unit.days) {
            return due.minusDays(amount);
        }
        YearMonth month = YearMonth.from(due).minusMonths(amount);
        boolean isMonthsEnd = due.equals(due.with(TemporalAdjusters.lastDayOfMonth()));
        return isMonthsEnd ? month.atEndOfMonth() : month.minusMonths(1).atEndOfMonth();
    }

    /** Returns the first day after which something is due at this date or later. */
    LocalDate first(LocalDate due) {
        return last(due.minusDays(1)).plusDays(1);
    }

    /** Returns the JSON; null where dates are due themselves. */
    @Nullable
    JsonObject json() {
        return equals(NONE) ? null : new JsonObject().put("amount", amount).put("unit", unit.name());
    }
}
