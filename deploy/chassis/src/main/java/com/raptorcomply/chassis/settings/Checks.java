package com.raptorcomply.chassis.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks one record of settings in its compact constructor: collects every fault, then throws them together. Null
 * stands for a value that was refused before, and passes.
 */
public final class Checks {
    private static final int PORT_MAX = 65_535;
    private static final String ORIGIN = "http(s)://host[:port] without a path or user";

    private static final Pattern CREDENTIAL = Pattern.compile("[!-~]{1,1000}");

    private final List<SettingsException.Fault> faults = new ArrayList<>();

    /** @throws SettingsException with all faults, if there are any */
    public void done() {
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
    }

    public Checks within(String setting, int value, int min, int max) {
        return expect(value >= min && value <= max, setting, value, "a whole number from " + min + " to " + max);
    }

    /** Checks a port to listen on; 0 takes any free one. */
    public Checks port(String setting, int value) {
        return within(setting, value, 0, PORT_MAX);
    }

    public Checks within(String setting, @Nullable Duration value, Duration min, Duration max) {
        return expect(
                value == null || (value.compareTo(min) >= 0 && value.compareTo(max) <= 0),
                setting,
                value == null ? "" : TimeText.of(value),
                "a time such as 250ms, 5s, 2m, 1h or PT5S, from " + TimeText.of(min) + " to " + TimeText.of(max));
    }

    public Checks within(String setting, @Nullable DataSize value, long min, long max) {
        return expect(
                value == null || (value.bytes() >= min && value.bytes() <= max),
                setting,
                value,
                "a size such as 65536, 64KiB or 1MiB, from " + min + " to " + max + " bytes");
    }

    /** Checks addresses {@code http(s)://host[:port]} without a path. */
    public Checks origins(String setting, @Nullable List<URI> values, int min, int max) {
        if (values == null) {
            return this;
        }
        for (int i = 0; i < values.size(); i++) {
            URI uri = values.get(i);
            expect(uri == null || isOrigin(uri), setting + "[" + i + "]", uri, ORIGIN);
        }
        expect(values.size() >= min, setting, "", "at least " + min + " of http(s)://host[:port]");
        return expect(values.size() <= max, setting, "", "at most " + max + " of http(s)://host[:port]");
    }

    /** Checks a credential that is sent in a header field. Messages do not show it. */
    public Checks credential(String setting, @Nullable Secret value) {
        return expectUnshown(
                value == null || CREDENTIAL.matcher(value.reveal()).matches(),
                setting,
                "1 to 1000 visible ASCII characters without a space or line break");
    }

    /** Checks any other condition. */
    public Checks expect(boolean accepted, String setting, @Nullable Object value, String expected) {
        if (!accepted) {
            faults.add(new SettingsException.Fault(setting, value == null ? "" : value.toString(), expected));
        }
        return this;
    }

    /** Does the same for a value that may hold a password, so messages do not show it. */
    public Checks expectUnshown(boolean accepted, String setting, String expected) {
        return expect(accepted, setting, SettingFaults.UNSHOWN, expected);
    }

    /** Returns the list without refused entries; an empty one for null. */
    public static <T> List<T> accepted(@Nullable List<T> values) {
        return values == null
                ? List.of()
                : values.stream().filter(Objects::nonNull).toList();
    }

    /** Returns the map without refused entries, in its order; an empty one for null. */
    public static <T> Map<String, T> accepted(@Nullable Map<String, T> values) {
        Map<String, T> accepted = new LinkedHashMap<>();
        if (values != null) {
            values.forEach((name, value) -> {
                if (value != null) {
                    accepted.put(name, value);
                }
            });
        }
        return java.util.Collections.unmodifiableMap(accepted);
    }

    private static boolean isOrigin(URI uri) {
        return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && isPort(uri)
                && Set.of("", "/").contains(String.valueOf(uri.getRawPath()));
    }

    /** Returns true if others can connect to the port of the URI, or it names none. */
    public static boolean isPort(URI uri) {
        return uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= PORT_MAX);
    }
}
