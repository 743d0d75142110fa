package com.raptorcomply.resources.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No date of a series depends on the one before it, so a short month moves no later date. */
class RecurrenceCountsFromItsFirstDateTest {
    private static final List<Recurrence> RECURRENCES = List.of(Recurrence.values());
    private static final long SEED = Long.getLong("recurrence.seed", System.nanoTime());
    private static final int RUNS = 2_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MONTHLY   | 2026-01-31 | 2026-02-28 2026-03-31 2026-04-30 2026-05-31",
                "MONTHLY   | 2027-12-30 | 2028-01-30 2028-02-29 2028-03-30",
                "QUARTERLY | 2026-11-30 | 2027-02-28 2027-05-30 2027-08-30",
                "YEARLY    | 2028-02-29 | 2029-02-28 2030-02-28 2031-02-28 2032-02-29",
                "MONTHLY   | 9999-10-31 | 9999-11-30 9999-12-31"
            })
    void inShortMonths(Recurrence recurrence, LocalDate first, String dates) {
        List<LocalDate> found = new ArrayList<>();
        LocalDate date = first;
        for (int i = 0; i < dates.split(" ").length; i++) {
            date = recurrence.after(first, date).orElseThrow();
            found.add(date);
        }

        assertThat(found)
                .containsExactlyElementsOf(
                        List.of(dates.split(" ")).stream().map(LocalDate::parse).toList());
        assertThat(found).allMatch(each -> recurrence.has(first, each));
        assertThat(found).noneMatch(each -> recurrence.has(first, each.plusDays(1)));
        assertThat(recurrence.has(first, first.minusMonths(12))).isFalse();
    }

    /** The oracle counts all dates from the first. */
    @Test
    void onAnyDate() {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            Recurrence recurrence = RECURRENCES.get(random.nextInt(RECURRENCES.size()));
            LocalDate first = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(1_500));
            LocalDate day = first.plusDays(random.nextInt(1_500) - 200);
            List<LocalDate> all = IntStream.range(0, 80)
                    .mapToObj(number -> recurrence.date(first, number))
                    .toList();

            assertThat(recurrence.has(first, day)).as("seed " + SEED).isEqualTo(all.contains(day));
            assertThat(recurrence.after(first, day))
                    .as("seed " + SEED + ": " + recurrence + " from " + first + " after " + day)
                    .isEqualTo(all.stream().filter(date -> date.isAfter(day)).findFirst());
        }
    }

    @Test
    void asTheDatabaseCounts() {
        List<String> counted = Records.of(Caller.ofNewOrganization())
                .query(
                        "SELECT concat(first::date, ' ', (first + n * interval '1 month')::date)"
                                + " FROM generate_series(date '2027-01-01', '2028-12-31', '1 day') first, generate_series(1, 13) n");

        assertThat(counted).hasSize(731 * 13).allSatisfy(pair -> {
            LocalDate first = LocalDate.parse(pair.substring(0, 10));
            assertThat(Recurrence.MONTHLY.has(first, LocalDate.parse(pair.substring(11))))
                    .as(pair)
                    .isTrue();
        });
    }
}
