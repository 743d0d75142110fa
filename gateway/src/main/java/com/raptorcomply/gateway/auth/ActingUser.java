package com.raptorcomply.gateway.auth;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parses the value of {@code X-Act-As-User}: one UUID of 36 characters, hexadecimal digits in either case. */
public final class ActingUser {
    private static final int LENGTH = 36;

    private ActingUser() {}

    /** Returns the user's id; null if the text is not one. */
    public static @Nullable UUID parse(@Nullable String text) {
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
