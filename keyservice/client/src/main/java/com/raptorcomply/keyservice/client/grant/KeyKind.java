package com.raptorcomply.keyservice.client.grant;

import java.util.Locale;

/** Distinguishes an organization's keys from users' keys. A user's key has its owner's identity. */
public enum KeyKind {
    ORGANIZATION,
    USER;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }

    /**
     * Returns the kind with this name.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public static KeyKind ofWireName(String wireName) {
        for (KeyKind kind : values()) {
            if (kind.wireName.equals(wireName)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("Unknown kind of key: " + wireName);
    }
}
