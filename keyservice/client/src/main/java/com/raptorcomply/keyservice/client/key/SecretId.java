package com.raptorcomply.keyservice.client.key;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A secret's public id, 11 base62 characters, in 24 bytes of heap instead of a string's 56: what grants are found by.
 * Immutable.
 */
public final class SecretId {
    /** So many digits fit a long; the last one stands apart. */
    private static final int DIGITS = KeyFormat.SECRET_ID_LENGTH - 1;

    private final long digits;
    private final byte last;

    private SecretId(long digits, byte last) {
        this.digits = digits;
        this.last = last;
    }

    /** @throws IllegalArgumentException unless it is 11 base62 characters */
    public static SecretId of(String text) {
        if (!KeyFormat.isSecretId(text)) {
            throw new IllegalArgumentException("Not a secret's id");
        }
        return read(text.getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    /** Reads characters that have been checked. */
    static SecretId read(byte[] text, int offset) {
        return new SecretId(Base62.read(text, offset, DIGITS), text[offset + DIGITS]);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretId id && id.digits == digits && id.last == last;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(digits) * 31 + last;
    }

    /** The 11 characters. */
    @Override
    public String toString() {
        byte[] text = new byte[KeyFormat.SECRET_ID_LENGTH];
        Base62.write(digits, text, 0, DIGITS);
        text[DIGITS] = last;
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
