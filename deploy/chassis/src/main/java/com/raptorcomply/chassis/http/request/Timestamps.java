package com.raptorcomply.chassis.http.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses times in RFC 3339 form and with ISO 8601's basic offset ({@code +0100}, {@code +01}), because generated
 * clients send that. Keeps microseconds and writes UTC.
 */
public final class Timestamps {
    private static final Pattern FORM = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]"
            + "([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)(?:[Zz]|([+-][0-9]{2})(?::?([0-9]{2}))?)");
    /** Matches a blank in place of the offset's plus sign. */
    private static final Pattern LOST_PLUS = Pattern.compile(" (?=[0-9]{2}(?::?[0-9]{2})?$)");

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Timestamps() {}

    /** Parses a time with an offset, of the years 1 to 9999 in UTC; empty for anything else. */
    public static Optional<Instant> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            Instant time = OffsetDateTime.of(
                            LocalDate.parse(form.group(1)), LocalTime.parse(form.group(2)), offset(form))
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS);
            return time.isBefore(FIRST) || !time.isBefore(END) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    /** Parses the decoded value of a query parameter, in which an unencoded {@code +} has become a blank. */
    public static Optional<Instant> parseParameter(String decoded) {
        return parse(LOST_PLUS.matcher(decoded).replaceFirst("+"));
    }

    /** Formats a time as in the API. */
    public static String text(OffsetDateTime time) {
        return time.toInstant().toString();
    }

    /** Converts a time for binding to a timestamptz parameter. */
    public static OffsetDateTime bound(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static ZoneOffset offset(Matcher form) {
        String hours = form.group(3);
        if (hours == null) {
            return ZoneOffset.UTC;
        }
        String minutes = form.group(4);
        return ZoneOffset.of(hours + ":" + (minutes == null ? "00" : minutes));
    }
}
