package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.keyservice.signin.totp.SecretCipher;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Proves that a browser has sent a user's right password a moment ago and lacks the code of the second factor. It is
 * sealed in a cookie, so nothing is stored, and it ends with a change of the password.
 *
 * @param email as the user has typed it
 * @param hashDigest the digest of the stored password hash
 */
record PasswordProof(UUID userId, String email, String hashDigest, Instant expiresAt) {
    /** The longest time that a user may take to type the code. */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final String PURPOSE = "password-proof";

    static PasswordProof of(UUID userId, String email, String passwordHash, Instant now) {
        return new PasswordProof(userId, email, digest(passwordHash), now.plus(LIFETIME));
    }

    /** Returns true if the user's password is still the proven one. */
    boolean isOf(String passwordHash) {
        return hashDigest.equals(digest(passwordHash));
    }

    /** Returns the characters for the cookie. */
    String seal(SecretCipher cipher) {
        JsonObject json = new JsonObject()
                .put("userId", userId.toString())
                .put("email", email)
                .put("hash", hashDigest)
                .put("expiresAt", expiresAt.toString());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cipher.seal(json.toBuffer().getBytes(), PURPOSE));
    }

    /** Returns empty if the text is no proof of this service or has expired. */
    static Optional<PasswordProof> open(String text, SecretCipher cipher, Instant now) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        return cipher.open(sealed, PURPOSE)
                .map(plain -> new JsonObject(Buffer.buffer(plain)))
                .map(json -> new PasswordProof(
                        UUID.fromString(json.getString("userId")),
                        json.getString("email"),
                        json.getString("hash"),
                        Instant.parse(json.getString("expiresAt"))))
                .filter(proof -> proof.expiresAt().isAfter(now));
    }

    private static String digest(String passwordHash) {
        return Base64.getEncoder().encodeToString(DigestUtils.sha256("password-proof:" + passwordHash));
    }

    @Override
    public String toString() {
        return "[password proof]";
    }
}
