package com.raptorcomply.keyservice.client.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * A key just made. {@link #reveal} is for the one answer that shows it; everything else here may be stored and shown.
 * Immutable, redacted.
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

    /** Makes a key of the current tag version. Secret id and secret are uniform. */
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

    /** The key itself, for the answer to whoever had it made, and for nothing else. */
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

    /** {@code rc_live_1AbCdEfGhIjK…wxyz} */
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
