package com.raptorcomply.keyservice.client.key;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Holds a secret's public id, 11 base62 characters, as the cache key of grants. Immutable. Takes 24 bytes of heap where
 * a string takes 56.
 */
public final class SecretId {
    /** The number of digits that fit a long. The last digit has a field of its own. */
    private static final int DIGITS = KeyFormat.SECRET_ID_LENGTH - 1;

    private final long digits;
    private final byte last;

    private SecretId(long digits, byte last) {
        this.digits = digits;
        this.last = last;
    }

    /**
     * Parses a secret id.
     *
     * @throws IllegalArgumentException unless it is 11 base62 characters
     */
    public static SecretId of(String text) {
        if (!KeyFormat.isSecretId(text)) {
            throw new IllegalArgumentException("A secret id has 11 base62 characters");
        }
        return read(text.getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    /** Reads characters that the caller has checked. */
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

    /** Returns the 11 characters. */
    @Override
    public String toString() {
        byte[] text = new byte[KeyFormat.SECRET_ID_LENGTH];
        Base62.write(digits, text, 0, DIGITS);
        text[DIGITS] = last;
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
