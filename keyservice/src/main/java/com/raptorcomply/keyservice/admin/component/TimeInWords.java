package com.raptorcomply.keyservice.admin.component;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time in words for people.
 *
 * @param machine for the {@code datetime} attribute, in UTC
 * @param words as seen from now, such as “5 minutes ago”
 * @param exact to the second, in the time zone of the organization with its distance from UTC
 * @param utc to the second, in UTC; empty if {@code exact} is in UTC
 */
public record TimeInWords(String machine, String words, String exact, String utc) {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'xxx", Locale.ENGLISH);
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int HOURS_PER_DAY = 24;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int DAYS_IN_WORDS_MAX = 60;
    private static final int DAYS_PER_MONTH = 30;
    private static final int DAYS_PER_YEAR = 365;

    /** @param now in the time zone that the words are for */
    public static TimeInWords of(Instant time, ZonedDateTime now) {
        boolean isPast = !time.isAfter(now.toInstant());
        Duration distance = Duration.between(time, now.toInstant()).abs();
        String amount = amount(distance);
        String words;
        if (amount.isEmpty()) {
            words = isPast ? "just now" : "in less than a minute";
        } else {
            words = isPast ? amount + " ago" : "in " + amount;
        }
        String utc = UTC.format(time.atOffset(ZoneOffset.UTC));
        String machine = time.truncatedTo(ChronoUnit.SECONDS).toString();
        ZonedDateTime local = time.atZone(now.getZone());
        return isUtc(now.getZone())
                ? new TimeInWords(machine, words, utc, "")
                : new TimeInWords(machine, words, WITH_OFFSET.format(local), utc);
    }

    /** Returns true for UTC under any of its names. */
    public static boolean isUtc(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC);
    }

    /** Returns the exact time, and the one in UTC if that is another one. */
    public String full() {
        return utc.isEmpty() ? exact : exact + " (" + utc + ")";
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
