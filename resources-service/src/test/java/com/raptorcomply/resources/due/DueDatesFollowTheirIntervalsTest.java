package com.raptorcomply.resources.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.due.Interval.Unit;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calendar months end with the month, and the days of an interval are found back from its date. */
class DueDatesFollowTheirIntervalsTest {
    private static final long SEED = Long.getLong("due.seed", System.nanoTime());
    private static final int RUNS = 3_000;

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 35, days, 2026-02-05",
        "2024-01-29, 35, days, 2024-03-04",
        "2026-01-01, 15, calendar_months, 2027-04-30",
        "2026-01-31, 15, calendar_months, 2027-04-30",
        "2026-11-30, 15, calendar_months, 2028-02-29",
        "2025-11-15, 15, calendar_months, 2027-02-28"
    })
    void fromOneDay(LocalDate day, int amount, Unit unit, LocalDate due) {
        assertThat(new Interval(amount, unit).due(day)).isEqualTo(due);
    }

    @Test
    void andBack() {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            Interval interval =
                    new Interval(random.nextInt(40), random.nextBoolean() ? Unit.days : Unit.calendar_months);
            LocalDate date = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(900));
            LocalDate last = interval.last(date);
            LocalDate first = interval.first(date);
            String said = "seed " + SEED + ": " + interval + " " + date;

            assertThat(interval.due(last)).as(said).isBeforeOrEqualTo(date);
            assertThat(interval.due(last.plusDays(1))).as(said).isAfter(date);
            assertThat(interval.due(first)).as(said).isAfterOrEqualTo(date);
            assertThat(interval.due(first.minusDays(1))).as(said).isBefore(date);
        }
    }
}
