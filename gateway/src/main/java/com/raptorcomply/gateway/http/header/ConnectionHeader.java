package com.raptorcomply.gateway.http.header;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the options of a Connection field, each of which names hop-by-hop fields (RFC 9110 section 7.6.1). */
public final class ConnectionHeader {
    private static final Set<String> WITHOUT_FIELD = Set.of("close", "keep-alive");

    /** Fields without which the request means something else, so that Connection must not name them. */
    private static final Set<String> INDISPENSABLE = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "content-type",
            "content-encoding",
            "x-api-key",
            "x-act-as-user");

    private ConnectionHeader() {}

    /** Returns the named fields in lower case; empty for "close" and "keep-alive". */
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

    /** Returns the union of {@code others} and the fields that this Connection field names. */
    public static Set<String> with(Set<String> others, String connection) {
        Set<String> these = fields(connection);
        if (these.isEmpty() || others.isEmpty()) {
            return these.isEmpty() ? others : these;
        }
        Set<String> all = new TreeSet<>(others);
        all.addAll(these);
        return all;
    }

    /** Returns true if "close" is one of several options; Vert.x recognizes it only if it stands alone. */
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

    public static boolean namesIndispensable(@Nullable String connection) {
        Set<String> named = fields(connection);
        return !named.isEmpty() && !Collections.disjoint(named, INDISPENSABLE);
    }
}
