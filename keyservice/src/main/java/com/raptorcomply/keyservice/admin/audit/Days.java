package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.admin.FormState;
import com.raptorcomply.keyservice.admin.component.FilledQuery;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days of a period, as date inputs send them, in place of the API's instants. */
final class Days {
    private Days() {}

    /** Replaces {@code from} and {@code to} by the instants at which the first day begins and the last has ended. */
    static void replace(MultiMap query, ZoneId zone) {
        replace(query, "from", 0, zone);
        replace(query, "to", 1, zone);
    }

    private static void replace(MultiMap query, String name, int more, ZoneId zone) {
        String day = query.get(name);
        if (day != null) {
            query.set(name, instant(day, more, zone));
        }
    }

    /** Returns the form of a list with a period; with a fault if the period ends before it begins, so that it holds nothing. */
    static FormState form(MultiMap query) {
        Map<String, List<String>> values = FilledQuery.values(query);
        Optional<LocalDate> from = day(query.get("from"));
        Optional<LocalDate> to = day(query.get("to"));
        return from.isPresent() && to.isPresent() && from.get().isAfter(to.get())
                ? new FormState(values, List.of(new FormState.Fault("to", "This day is before the first one.")))
                : FormState.of(values);
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /** Returns the text itself if it is no day, so that the API's own check decides about it. */
    private static String instant(String text, int more, ZoneId zone) {
        return day(text)
                .map(day -> day.plusDays(more).atStartOfDay(zone).toInstant().toString())
                .orElse(text);
    }
}
