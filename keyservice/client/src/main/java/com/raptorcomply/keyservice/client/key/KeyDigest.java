package com.raptorcomply.keyservice.client.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Holds the SHA-256 of all 72 bytes of a key. Only the digest authorizes, and only the digest of the secret is stored.
 * Immutable. Four longs instead of an array keep a cached grant small.
 */
public final class KeyDigest {
    public static final int BYTES = 32;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final ThreadLocal<Sha256> SHA_256 = ThreadLocal.withInitial(Sha256::new);

    /** One thread's digest and buffer. */
    private static final class Sha256 {
        private final MessageDigest digest = sha256();
        private final byte[] scratch = new byte[BYTES];
    }

    private final long a;
    private final long b;
    private final long c;
    private final long d;

    private KeyDigest(long a, long b, long c, long d) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    private KeyDigest(byte[] bytes) {
        this((long) LONG.get(bytes, 0), (long) LONG.get(bytes, 8), (long) LONG.get(bytes, 16), (long)
                LONG.get(bytes, 24));
    }

    /** Makes a digest from its four {@link #word words}. */
    public static KeyDigest ofWords(long first, long second, long third, long fourth) {
        return new KeyDigest(first, second, third, fourth);
    }

    /** Computes the digest of a whole key. Any thread. */
    static KeyDigest ofKey(byte[] key) {
        Sha256 sha256 = SHA_256.get();
        try {
            sha256.digest.update(key);
            sha256.digest.digest(sha256.scratch, 0, BYTES);
            return new KeyDigest(sha256.scratch);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 does not fit 32 bytes", e);
        }
    }

    /**
     * Reads a digest as the database stores it.
     *
     * @throws IllegalArgumentException unless it is 32 bytes long
     */
    public static KeyDigest ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A key digest has " + BYTES + " bytes, not " + bytes.length);
        }
        return new KeyDigest(bytes);
    }

    /**
     * Reads a digest as the internal API sends it.
     *
     * @throws IllegalArgumentException unless it is base64url of 32 bytes
     */
    public static KeyDigest ofBase64Url(String text) {
        return ofBytes(Base64.getUrlDecoder().decode(text));
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        LONG.set(bytes, 0, a);
        LONG.set(bytes, 8, b);
        LONG.set(bytes, 16, c);
        LONG.set(bytes, 24, d);
        return bytes;
    }

    public String toBase64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(toBytes());
    }

    /**
     * Returns one of the four big-endian words, for a caller that stores a digest without a separate object.
     *
     * @param index 0 to 3
     * @throws IndexOutOfBoundsException if the index is another one
     */
    public long word(int index) {
        return switch (index) {
            case 0 -> a;
            case 1 -> b;
            case 2 -> c;
            case 3 -> d;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    /** Compares in constant time. */
    public boolean matches(KeyDigest other) {
        return matches(other.a, other.b, other.c, other.d);
    }

    /** Compares with the digest of these {@link #word words} in constant time. */
    public boolean matches(long first, long second, long third, long fourth) {
        return ((a ^ first) | (b ^ second) | (c ^ third) | (d ^ fourth)) == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyDigest digest && matches(digest);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    @Override
    public String toString() {
        return "[digest]";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
