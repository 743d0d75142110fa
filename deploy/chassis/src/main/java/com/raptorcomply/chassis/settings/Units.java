package com.raptorcomply.chassis.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns a setting's text into numbers, sizes, times and addresses. */
final class Units {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*(B|KiB|MiB|GiB)?");
    private static final Map<String, Integer> SIZE_SHIFT = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);
    private static final Pattern RATIO = Pattern.compile("0(\\.\\d{1,9})?|1(\\.0{1,9})?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");
    private static final Map<String, Duration> TIME_UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Units() {}

    static long wholeNumber(Value value, long min, long max) {
        String accepted = "a whole number from " + min + " to " + max;
        try {
            return within(value, Long.parseLong(value.text()), min, max, accepted);
        } catch (NumberFormatException e) {
            throw value.refuse(accepted);
        }
    }

    static long bytes(Value value, long min, long max) {
        String accepted = "a size such as 65536, 64KiB or 1MiB, from " + min + " to " + max + " bytes";
        Matcher size = SIZE.matcher(value.text());
        if (!size.matches()) {
            throw value.refuse(accepted);
        }
        long count = Long.parseLong(size.group(1));
        int shift = size.group(2) == null ? 0 : SIZE_SHIFT.getOrDefault(size.group(2), 0);
        return count > max >> shift
                ? within(value, Long.MAX_VALUE, min, max, accepted)
                : within(value, count << shift, min, max, accepted);
    }

    static Duration duration(Value value, Duration min, Duration max) {
        String accepted = "a time such as 250ms, 5s, 2m, 1h or PT5S, from " + min + " to " + max;
        Duration duration = parseDuration(value, accepted);
        if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw value.refuse(accepted);
        }
        return duration;
    }

    private static Duration parseDuration(Value value, String accepted) {
        Matcher time = TIME.matcher(value.text());
        if (time.matches()) {
            Duration unit = TIME_UNITS.getOrDefault(time.group(2), Duration.ZERO);
            return unit.multipliedBy(Long.parseLong(time.group(1)));
        }
        try {
            return Duration.parse(value.text());
        } catch (DateTimeParseException e) {
            throw value.refuse(accepted);
        }
    }

    static double ratio(Value value) {
        if (!RATIO.matcher(value.text()).matches()) {
            throw value.refuse("a share from 0 to 1, such as 0.05");
        }
        return Double.parseDouble(value.text());
    }

    static boolean bool(Value value) {
        return switch (value.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw value.refuse("true or false");
        };
    }

    static <E extends Enum<E>> E oneOf(Value value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> written(constant).equals(value.text()))
                .findFirst()
                .orElseThrow(() -> value.refuse("one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Units::written)
                                .collect(Collectors.joining(", "))));
    }

    /** A default as the settings file would have it. */
    static String shown(Object value) {
        return value instanceof Enum<?> constant ? written(constant) : String.valueOf(value);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static URI uri(Value value) {
        String accepted = "an absolute URI such as http://127.0.0.1:8081";
        try {
            URI uri = new URI(value.text());
            if (!uri.isAbsolute() || uri.getHost() == null) {
                throw value.refuse(accepted);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw value.refuse(accepted);
        }
    }

    /** {@code http(s)://host[:port]}, with a slash at the end or without. */
    static Optional<URI> origin(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && List.of("", "/").contains(String.valueOf(uri.getRawPath()));
            return web && bare && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static long within(Value value, long number, long min, long max, String accepted) {
        if (number < min || number > max) {
            throw value.refuse(accepted);
        }
        return number;
    }
}
