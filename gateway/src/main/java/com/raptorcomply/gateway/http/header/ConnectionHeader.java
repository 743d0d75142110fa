package com.raptorcomply.gateway.http.header;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The options of a Connection field, each of which names fields that must not cross (RFC 9110 section 7.6.1). */
public final class ConnectionHeader {
    private static final Set<String> WITHOUT_FIELD = Set.of("close", "keep-alive");

    /** Fields that carry the message itself: a request that wants them gone means something else than it says. */
    private static final Set<String> INDISPENSABLE = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "content-type",
            "content-encoding",
            "x-api-key",
            "x-act-as-user");

    private ConnectionHeader() {}

    /** The names of the fields that go, lower case; empty for the usual "close" and "keep-alive". */
    public static Set<String> fields(@Nullable String connection) {
        if (connection == null || WITHOUT_FIELD.contains(connection)) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>();
        for (String option : connection.split(",", -1)) {
            String name = option.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !WITHOUT_FIELD.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The names that this and other Connection fields of a message name together. */
    public static Set<String> with(Set<String> others, String connection) {
        Set<String> these = fields(connection);
        if (these.isEmpty() || others.isEmpty()) {
            return these.isEmpty() ? others : these;
        }
        Set<String> all = new TreeSet<>(others);
        all.addAll(these);
        return all;
    }

    /** Whether one of several options is "close"; Vert.x sees that only when it stands alone. */
    public static boolean closeAmongOthers(@Nullable String connection) {
        if (connection == null || connection.indexOf(',') < 0) {
            return false;
        }
        for (String option : connection.split(",", -1)) {
            if (option.strip().equalsIgnoreCase("close")) {
                return true;
            }
        }
        return false;
    }

    public static boolean nameIndispensable(@Nullable String connection) {
        Set<String> named = fields(connection);
        return !named.isEmpty() && !Collections.disjoint(named, INDISPENSABLE);
    }
}
