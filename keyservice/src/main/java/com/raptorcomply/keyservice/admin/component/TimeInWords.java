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
 * @param exact to the second, in UTC
 */
public record TimeInWords(String machine, String words, String exact) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int HOURS_PER_DAY = 24;
    private static final int SECONDS_PER_DAY = 86_400;
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

    /** Returns the distance rounded to a unit that fits; empty for less than a minute. */
    private static String amount(Duration distance) {
        long seconds = distance.toSeconds();
        if (seconds < SECONDS_PER_MINUTE) {
            return "";
        }
        long minutes = Math.round((double) seconds / SECONDS_PER_MINUTE);
        if (minutes < MINUTES_PER_HOUR) {
            return count(minutes, "minute");
        }
        long hours = Math.round((double) seconds / SECONDS_PER_HOUR);
        if (hours < HOURS_PER_DAY) {
            return count(hours, "hour");
        }
        long days = Math.round((double) seconds / SECONDS_PER_DAY);
        if (days <= DAYS_IN_WORDS_MAX) {
            return count(days, "day");
        }
        return days < 2 * DAYS_PER_YEAR
                ? count(Math.round((double) days / DAYS_PER_MONTH), "month")
                : count(Math.round((double) days / DAYS_PER_YEAR), "year");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
