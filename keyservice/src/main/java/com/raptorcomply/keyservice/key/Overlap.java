package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.http.JsonFields;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads and shows the overlap of a rotation: the time an old secret lives on after its successor's first use. */
public final class Overlap {
    private static final Duration MAX = Duration.ofDays(90);
    private static final int CHARACTERS_MAX = 32;

    private Overlap() {}

    /** Reads the member {@code overlap}, an ISO 8601 duration in whole seconds. */
    public static Optional<Duration> read(JsonFields fields) {
        return fields.optional(
                "overlap",
                Overlap::parse,
                "must be an ISO 8601 duration in whole seconds, such as PT24H, of at most P90D");
    }

    /** Returns the ISO 8601 text; whole days are written as days, such as P7D. */
    static String text(Duration overlap) {
        boolean isWholeDays = !overlap.isZero() && overlap.equals(Duration.ofDays(overlap.toDays()));
        return isWholeDays ? "P" + overlap.toDays() + "D" : overlap.toString();
    }

    private static Optional<Duration> parse(String text) {
        if (text.length() > CHARACTERS_MAX) {
            return Optional.empty();
        }
        try {
            Duration overlap = Duration.parse(text);
            boolean isWhole = overlap.equals(overlap.truncatedTo(ChronoUnit.SECONDS));
            boolean isAccepted = isWhole && !overlap.isNegative() && overlap.compareTo(MAX) <= 0;
            return isAccepted ? Optional.of(overlap) : Optional.empty();
        } catch (DateTimeParseException notADuration) {
            return Optional.empty();
        }
    }
}
