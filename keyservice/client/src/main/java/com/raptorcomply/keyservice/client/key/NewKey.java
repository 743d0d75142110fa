package com.raptorcomply.keyservice.client.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Holds a newly created key. Immutable; {@link #toString} is redacted.
 *
 * <p>Only {@link #reveal} returns the secret, for the one response that shows it. All other values may be stored and
 * shown.
 */
public final class NewKey {
    private final byte[] text;
    private final String secretId;
    private final KeyDigest digest;

    private NewKey(byte[] text) {
        this.text = text;
        this.secretId = ascii(KeyFormat.SECRET_ID_OFFSET, KeyFormat.SECRET_ID_LENGTH);
        this.digest = KeyDigest.ofKey(text);
    }

    /** Creates a key with the current tag key. Secret id and secret are uniformly random. */
    public static NewKey mint(TagKeys tagKeys, SecureRandom random) {
        byte[] text = new byte[KeyFormat.LENGTH];
        byte[] prefix = KeyFormat.PREFIX.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(prefix, 0, text, 0, prefix.length);
        text[KeyFormat.VERSION_OFFSET] = (byte) tagKeys.current();
        Base62.random(random, text, KeyFormat.SECRET_ID_OFFSET, KeyFormat.SECRET_ID_LENGTH + KeyFormat.SECRET_LENGTH);
        tagKeys.tag(text);
        Checksum.write(text);
        return new NewKey(text);
    }

    /** Returns the whole key. Use it only for the response to the client that created the key. */
    public String reveal() {
        return ascii(0, KeyFormat.LENGTH);
    }

    public char version() {
        return (char) text[KeyFormat.VERSION_OFFSET];
    }

    public String secretId() {
        return secretId;
    }

    public KeyDigest digest() {
        return digest;
    }

    public String lastFour() {
        return ascii(KeyFormat.LENGTH - KeyFormat.SHOWN_LAST, KeyFormat.SHOWN_LAST);
    }

    /** Returns {@code rc_live_1AbCdEfGhIjK…wxyz}, for example. */
    public String masked() {
        return KeyFormat.masked(version(), secretId, lastFour());
    }

    private String ascii(int offset, int length) {
        return new String(text, offset, length, StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return masked();
    }
}
