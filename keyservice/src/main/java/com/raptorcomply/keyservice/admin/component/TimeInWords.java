package com.raptorcomply.keyservice.admin.component;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time in words for people.
 *
 * @param machine for the {@code datetime} attribute
 * @param words as seen from now, such as “5 minutes ago”
 * @param exact to the minute, in UTC
 */
public record TimeInWords(String machine, String words, String exact) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int DAYS_IN_WORDS_MAX = 60;
    private static final int DAYS_PER_MONTH = 30;
    private static final int DAYS_PER_YEAR = 365;

    public static TimeInWords of(Instant time, Instant now) {
        Duration distance = Duration.between(time, now).abs();
        String amount = amount(distance);
        String words;
        if (amount.isEmpty()) {
            words = time.isAfter(now) ? "in less than a minute" : "just now";
        } else {
            words = time.isAfter(now) ? "in " + amount : amount + " ago";
        }
        return new TimeInWords(time.truncatedTo(ChronoUnit.SECONDS).toString(), words, EXACT.format(time));
    }

    /** Returns the largest unit that fits; empty for less than a minute. */
    private static String amount(Duration distance) {
        long days = distance.toDays();
        if (days >= DAYS_PER_YEAR) {
            return count(days / DAYS_PER_YEAR, "year");
        }
        if (days > DAYS_IN_WORDS_MAX) {
            return count(days / DAYS_PER_MONTH, "month");
        }
        if (days > 0) {
            return count(days, "day");
        }
        if (distance.toHours() > 0) {
            return count(distance.toHours(), "hour");
        }
        return distance.toMinutes() > 0 ? count(distance.toMinutes(), "minute") : "";
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
