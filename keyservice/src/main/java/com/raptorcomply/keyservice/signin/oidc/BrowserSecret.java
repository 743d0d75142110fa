package com.raptorcomply.keyservice.signin.oidc;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The secret of a browser whose user is at the provider: the start time and 256 random bits. State, nonce and PKCE's
 * verifier are digests of it. So nothing is stored until the browser returns, and the provider's response is useless in
 * any other browser (RFC 9700 section 2.1.1).
 */
final class BrowserSecret {
    /** The longest time that a user may spend at the provider. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(1);
    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{54}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    private BrowserSecret(String value) {
        this.value = value;
    }

    static BrowserSecret random(Instant now) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return new BrowserSecret(base64(ByteBuffer.allocate(Long.BYTES + RANDOM_BYTES)
                .putLong(now.getEpochSecond())
                .put(random)
                .array()));
    }

    /** Returns empty if the text is no secret or has expired. */
    static Optional<BrowserSecret> parse(String text, Instant now) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        long ageSeconds = now.getEpochSecond()
                - ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)).getLong();
        boolean isFresh = ageSeconds <= LIFETIME.toSeconds() && ageSeconds >= -CLOCK_SKEW_MAX.toSeconds();
        return isFresh ? Optional.of(new BrowserSecret(text)) : Optional.empty();
    }

    /** Returns the characters for the cookie. */
    String reveal() {
        return value;
    }

    /** Returns the state that the provider sends back (RFC 6749 section 10.12). */
    String state() {
        return base64(digest("state"));
    }

    boolean isState(@Nullable String presented) {
        return isSame(presented, state());
    }

    /** Returns the nonce that the ID token must contain. */
    String nonce() {
        return base64(digest("nonce"));
    }

    boolean isNonce(@Nullable String presented) {
        return isSame(presented, nonce());
    }

    /** Returns PKCE's verifier (RFC 7636), which stays secret until the code is exchanged. */
    String verifier() {
        return base64(digest("verifier"));
    }

    /** Returns PKCE's challenge, by method S256. */
    String challenge() {
        return base64(DigestUtils.sha256(verifier()));
    }

    /** Returns the digest that marks the secret as used. */
    Buffer spentMark() {
        return Buffer.buffer(digest("spent"));
    }

    @Override
    public String toString() {
        return "[browser secret]";
    }

    private byte[] digest(String purpose) {
        return DigestUtils.sha256(purpose + ":" + value);
    }

    private static boolean isSame(@Nullable String presented, String expected) {
        return presented != null
                && MessageDigest.isEqual(
                        presented.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
