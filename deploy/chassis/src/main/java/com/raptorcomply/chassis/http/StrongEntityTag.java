package com.raptorcomply.chassis.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Makes strong entity tags (RFC 9110 section 8.8.3): half a SHA-256 digest of what they stand for. Any thread. */
public final class StrongEntityTag {
    private static final int DIGEST_BYTES = 16;

    /** Each thread keeps a digest of its own, because to look for one costs more than to use it. */
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(StrongEntityTag::digest);

    private StrongEntityTag() {}

    /** The tag of these bytes, with its quotes, as in {@code ETag}. */
    public static String of(byte[] bytes) {
        byte[] head = Arrays.copyOf(DIGEST.get().digest(bytes), DIGEST_BYTES);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(head) + '"';
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
