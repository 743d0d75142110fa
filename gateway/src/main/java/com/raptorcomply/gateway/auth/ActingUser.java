package com.raptorcomply.gateway.auth;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The user that a request asks to act as: one UUID as people write it, 36 characters, hexadecimal in either case. */
public final class ActingUser {
    private static final int LENGTH = 36;

    private ActingUser() {}

    /** The user's id; null if the text is none. */
    public static @Nullable UUID id(@Nullable String text) {
        if (text == null || text.length() != LENGTH) {
            return null;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return null;
            }
        }
        return UUID.fromString(text);
    }
}
