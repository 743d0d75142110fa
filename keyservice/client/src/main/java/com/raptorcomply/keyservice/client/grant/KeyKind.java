package com.raptorcomply.keyservice.client.grant;

import java.util.Locale;

/** Whose identity a key has: its own, or its owner's. */
public enum KeyKind {
    ORGANIZATION,
    USER;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public static KeyKind ofWireName(String wireName) {
        for (KeyKind kind : values()) {
            if (kind.wireName.equals(wireName)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of key: " + wireName);
    }
}
