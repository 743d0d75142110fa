package com.raptorcomply.chassis.http.framing;

import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Interns header names in their usual spellings. The decoder allocates nothing for such a name, and later look-ups
 * compare by identity. Any thread.
 */
public final class InternedHeaderNames {
    private static final int LENGTH_MAX = 32;
    private static final AsciiString[] NONE = {};
    private static final AsciiString[][] BY_LENGTH = new AsciiString[LENGTH_MAX + 1][];

    static {
        Arrays.fill(BY_LENGTH, NONE);
        put("Host", "Accept", "Accept-Encoding", "Accept-Language", "User-Agent", "Connection", "Content-Length");
        put("Content-Type", "X-API-Key", "X-Api-Key", "Authorization", "X-Request-Id", "If-None-Match", "If-Match");
        put(
                "Date",
                "Server",
                "ETag",
                "Cache-Control",
                "Transfer-Encoding",
                "Vary",
                "Link",
                "Location",
                "Content-Encoding");
    }

    private InternedHeaderNames() {}

    private static void put(String... names) {
        for (String name : names) {
            for (String spelling :
                    List.of(name, AsciiString.of(name).toLowerCase().toString())) {
                List<AsciiString> known = new ArrayList<>(List.of(BY_LENGTH[name.length()]));
                known.add(AsciiString.cached(spelling));
                BY_LENGTH[name.length()] = known.toArray(NONE);
            }
        }
    }

    /** Returns the interned name that these bytes spell; null if it is not a usual one. */
    public static @Nullable AsciiString find(byte[] line, int start, int length) {
        if (length > LENGTH_MAX) {
            return null;
        }
        for (AsciiString known : BY_LENGTH[length]) {
            if (Arrays.equals(known.array(), 0, length, line, start, start + length)) {
                return known;
            }
        }
        return null;
    }

    /** Returns all interned spellings of a name. */
    public static List<AsciiString> of(AsciiString name) {
        return name.length() > LENGTH_MAX
                ? List.of()
                : Arrays.stream(BY_LENGTH[name.length()])
                        .filter(name::contentEqualsIgnoreCase)
                        .toList();
    }
}
