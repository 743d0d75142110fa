package com.raptorcomply.keyservice.signin.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** The secret in a session cookie: 256 random bits. Only its digest is stored. */
public final class SessionToken {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    private SessionToken(String value) {
        this.value = value;
    }

    static SessionToken random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SessionToken(base64(bytes));
    }

    static Optional<SessionToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionToken(text)) : Optional.empty();
    }

    /** Returns the characters for the cookie. */
    String reveal() {
        return value;
    }

    byte[] digest() {
        return DigestUtils.sha256("session:" + value);
    }

    /**
     * Returns the token that a page must send in a header with every unsafe request. Another site can make the browser
     * send the cookie, but it knows neither the cookie nor this token.
     */
    public String csrfToken() {
        return base64(DigestUtils.sha256("csrf:" + value));
    }

    boolean isCsrfToken(@Nullable String presented) {
        return presented != null
                && MessageDigest.isEqual(
                        presented.getBytes(StandardCharsets.UTF_8), csrfToken().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "[session token]";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
