package com.raptorcomply.keyservice.stamp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;

/**
 * Holds the public half of a gateway's signing key (Ed25519, RFC 8032), named by its thumbprint (RFC 7638). Immutable.
 */
public final class StampKey {
    public static final int BYTES = 32;

    private final String kid;
    private final byte[] bytes;
    private final Ed25519PublicKeyParameters parameters;

    private StampKey(byte[] bytes) {
        this.bytes = bytes.clone();
        this.parameters = new Ed25519PublicKeyParameters(this.bytes, 0);
        this.kid = thumbprint(this.bytes);
    }

    /**
     * Parses a public key.
     *
     * @throws IllegalArgumentException unless the bytes are the 32 bytes of a point of the curve
     */
    public static StampKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("An Ed25519 public key has 32 bytes, not " + bytes.length);
        }
        return new StampKey(bytes);
    }

    /** Returns the key's name: base64url of the SHA-256 of its canonical JWK. */
    public String kid() {
        return kid;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    Ed25519PublicKeyParameters parameters() {
        return parameters;
    }

    private static String thumbprint(byte[] bytes) {
        String jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + Base64Url.encode(bytes) + "\"}";
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Base64Url.encode(sha256.digest(jwk.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StampKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "StampKey[" + kid + "]";
    }
}
