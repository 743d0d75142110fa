package com.raptorcomply.resources.task;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dates on which a task recurs. Each is counted from the first one, so that a shorter month moves no later date: 31
 * January, 28 February, 31 March. The database counts in the same way.
 */
enum Recurrence {
    MONTHLY(1),
    QUARTERLY(3),
    YEARLY(12);

    /** The last date of any series, because no operation takes a later one (RFC 3339 section 5.6). */
    private static final LocalDate DATE_MAX = LocalDate.of(9999, 12, 31);

    private final int months;

    Recurrence(int months) {
        this.months = months;
    }

    /** Returns the recurrence of this name in JSON; null for null. */
    static @Nullable Recurrence of(@Nullable String name) {
        return name == null ? null : valueOf(name.toUpperCase(Locale.ROOT));
    }

    /**
     * Returns a date of the series.
     *
     * @param anchor the first one
     * @param number of the date, 0 for the first
     */
    LocalDate date(LocalDate anchor, long number) {
        return anchor.plusMonths(number * months);
    }

    /** Returns true if the series has this date. */
    boolean has(LocalDate anchor, LocalDate date) {
        return !date.isBefore(anchor) && !date.isAfter(DATE_MAX) && date.equals(date(anchor, numberIn(anchor, date)));
    }

    /** Returns the first date of the series after this day; empty after the last one. */
    Optional<LocalDate> after(LocalDate anchor, LocalDate day) {
        long number = Math.max(0, numberIn(anchor, day));
        LocalDate date = date(anchor, number);
        while (!date.isAfter(day)) {
            number++;
            date = date(anchor, number);
        }
        return Optional.of(date).filter(next -> !next.isAfter(DATE_MAX));
    }

    /** Returns the number of the date in the month of this day, or of the last one before that month. */
    private long numberIn(LocalDate anchor, LocalDate day) {
        return Math.floorDiv(ChronoUnit.MONTHS.between(YearMonth.from(anchor), YearMonth.from(day)), (long) months);
    }
}
