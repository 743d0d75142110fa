package com.raptorcomply.keyservice.client.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Holds the HMAC-SHA-256 keys that make and verify key tags, by version character. Immutable; any thread. The tag lets
 * a gateway refuse an invented key without a look-up; it authorizes nothing.
 *
 * <p>To rotate, give every key service the new version first. Make it current after every gateway has joined again. A
 * gateway refuses a key whose version it does not have.
 */
public final class TagKeys {
    /** The minimum length of an HMAC-SHA-256 key in bytes (RFC 2104 section 3). */
    public static final int KEY_BYTES_MIN = 32;

    private static final int TAG_HALF_DIGITS = 7;
    private static final int MAC_BYTES = 32;

    private final char current;
    private final Map<Character, byte[]> keys;
    private final Mac[] macs = new Mac['z' + 1];

    /**
     * Takes the keys by version.
     *
     * @param current the version of new keys
     * @throws IllegalArgumentException if the current version has no key, a version is not a base62 digit, or a key has
     *     fewer than 32 bytes
     */
    public TagKeys(char current, Map<Character, byte[]> keys) {
        this.current = current;
        this.keys = new TreeMap<>();
        keys.forEach((version, key) -> {
            if (!Base62.isDigit(version) || key.length < KEY_BYTES_MIN) {
                throw new IllegalArgumentException(
                        "Tag key '" + version + "': the version must be a base62 digit, the key at least 32 bytes");
            }
            this.keys.put(version, key.clone());
            macs[version] = mac(key);
        });
        if (!this.keys.containsKey(current)) {
            throw new IllegalArgumentException("No tag key has the current version '" + current + "'");
        }
    }

    /** Returns the version of new keys. */
    public char current() {
        return current;
    }

    /** Returns the HMAC of a purpose under the current key: a key for that purpose alone, from which no other can be computed. */
    public byte[] derive(String purpose) {
        return mac(Objects.requireNonNull(keys.get(current))).doFinal(purpose.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns a copy of the keys by version, for the join that carries them to a gateway. */
    public Map<Character, byte[]> keys() {
        Map<Character, byte[]> copy = new TreeMap<>();
        keys.forEach((version, key) -> copy.put(version, key.clone()));
        return copy;
    }

    /** Returns true if the key's tag was made with the tag key that its version names. Compares in constant time. */
    public boolean verify(PresentedKey.Wellformed key) {
        byte[] text = key.text();
        int version = text[KeyFormat.VERSION_OFFSET];
        if (macs[version] == null) {
            return false;
        }
        byte[] expected = new byte[2 * TAG_HALF_DIGITS];
        writeTag((char) version, text, expected, 0);
        int difference = 0;
        for (int i = 0; i < expected.length; i++) {
            difference |= expected[i] ^ text[KeyFormat.TAG_OFFSET + i];
        }
        return difference == 0;
    }

    void tag(byte[] key) {
        writeTag((char) key[KeyFormat.VERSION_OFFSET], key, key, KeyFormat.TAG_OFFSET);
    }

    private void writeTag(char version, byte[] key, byte[] target, int offset) {
        byte[] code = new byte[MAC_BYTES];
        try {
            Mac mac = (Mac) macs[version].clone();
            mac.update(key, 0, KeyFormat.TAG_OFFSET);
            mac.doFinal(code, 0);
        } catch (CloneNotSupportedException | ShortBufferException e) {
            throw new IllegalStateException("HMAC-SHA-256 cannot be cloned or has another length", e);
        }
        Base62.write(bigEndian(code, 0), target, offset, TAG_HALF_DIGITS);
        Base62.write(bigEndian(code, 8), target, offset + TAG_HALF_DIGITS, TAG_HALF_DIGITS);
    }

    private static long bigEndian(byte[] bytes, int offset) {
        long value = 0;
        for (int i = offset; i < offset + 8; i++) {
            value = (value << 8) | (bytes[i] & 0xff);
        }
        return value;
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "TagKeys[versions=" + keys.keySet() + ", current=" + current + "]";
    }
}
