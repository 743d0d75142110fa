package com.raptorcomply.keyservice.stamp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Encodes and decodes base64url without padding (RFC 7515 section 2). Each value has one accepted spelling. */
final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** Encodes to ASCII bytes. */
    static byte[] ascii(byte[] bytes) {
        return ENCODER.encode(bytes);
    }

    static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decodes the one accepted spelling: no padding, no other alphabet, no stray bits at the end.
     *
     * @return null if the text is not that spelling
     */
    static byte @Nullable [] decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return encode(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
