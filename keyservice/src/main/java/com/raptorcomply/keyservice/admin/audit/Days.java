package com.raptorcomply.keyservice.admin.audit;

import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Days of a period in UTC, as date inputs send them, in place of the API's instants. */
final class Days {
    private Days() {}

    /** Replaces {@code from} and {@code to} by the instants at which the first day begins and the last has ended. */
    static void replace(MultiMap query) {
        replace(query, "from", 0);
        replace(query, "to", 1);
    }

    private static void replace(MultiMap query, String name, int more) {
        String day = query.get(name);
        if (day != null) {
            query.set(name, instant(day, more));
        }
    }

    /** Returns the text itself if it is no day, so that the API's own check decides about it. */
    private static String instant(String day, int more) {
        try {
            return LocalDate.parse(day).plus(more, ChronoUnit.DAYS) + "T00:00:00Z";
        } catch (DateTimeParseException noDay) {
            return day;
        }
    }
}
