package com.raptorcomply.chassis.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes times of settings: {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 30d}, or ISO 8601 such
 * as {@code PT5S}.
 */
final class TimeText {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("d", Duration.ofDays(1));
        UNITS.put("h", Duration.ofHours(1));
        UNITS.put("m", Duration.ofMinutes(1));
        UNITS.put("s", Duration.ofSeconds(1));
        UNITS.put("ms", Duration.ofMillis(1));
    }

    private TimeText() {}

    /** @throws RuntimeException if the text is no time or exceeds the range of one */
    static Duration parse(String text) {
        Matcher time = TEXT.matcher(text);
        if (!time.matches()) {
            return Duration.parse(text);
        }
        return UNITS.getOrDefault(time.group(2), Duration.ZERO).multipliedBy(Long.parseLong(time.group(1)));
    }

    /** Writes a time in the largest unit that divides it. */
    static String of(Duration time) {
        if (time.isZero()) {
            return "0s";
        }
        for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
            long count = time.dividedBy(unit.getValue());
            if (count > 0 && unit.getValue().multipliedBy(count).equals(time)) {
                return count + unit.getKey();
            }
        }
        return time.toString();
    }
}
