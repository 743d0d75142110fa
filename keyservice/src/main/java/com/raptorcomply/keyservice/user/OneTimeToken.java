package com.raptorcomply.keyservice.user;

import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/** The secret of an invitation's link: 256 random bits, shown once. Only its digest is stored. */
public final class OneTimeToken {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    private OneTimeToken(String value) {
        this.value = value;
    }

    static OneTimeToken random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new OneTimeToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Optional<OneTimeToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new OneTimeToken(text)) : Optional.empty();
    }

    /** Returns the characters, for the one response that shows them. */
    public String reveal() {
        return value;
    }

    Buffer digest() {
        return Buffer.buffer(DigestUtils.sha256("invitation:" + value));
    }

    @Override
    public String toString() {
        return "[one-time token]";
    }
}
