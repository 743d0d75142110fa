package com.raptorcomply.gateway.http.header;

import com.raptorcomply.chassis.http.framing.InternedHeaderNames;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Maps a few known field names to values. Look-ups use the cached case-insensitive hash of {@link AsciiString} and make
 * no string. One thread fills the map; afterwards any thread may read it.
 */
public final class HeaderNameMap<T> {
    private static final int SLOTS = 256;

    /** @param interned the instance that {@link InternedHeaderNames} returns, for a fast identity check */
    private record Known(AsciiString name, @Nullable AsciiString interned, Object value) {}

    private final Known[] slots = new Known[SLOTS];

    public void put(T value, String... names) {
        for (String text : names) {
            AsciiString name = AsciiString.cached(text);
            int slot = slot(name);
            while (slots[slot] != null) {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = new Known(
                    name, InternedHeaderNames.of(name).stream().findFirst().orElse(null), value);
        }
    }

    @SuppressWarnings("unchecked") // put takes nothing else
    @Nullable
    public T find(CharSequence name) {
        int slot = slot(name);
        for (Known known = slots[slot]; known != null; known = slots[slot]) {
            if (known.interned() == name || known.name().contentEqualsIgnoreCase(name)) {
                return (T) known.value();
            }
            slot = (slot + 1) % SLOTS;
        }
        return null;
    }

    private static int slot(CharSequence name) {
        int hash = AsciiString.hashCode(name);
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }
}
