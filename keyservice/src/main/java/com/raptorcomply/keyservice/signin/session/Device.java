package com.raptorcomply.keyservice.signin.session;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A browser, identified by 256 random bits in a device cookie. It only shows that the browser has signed in before, so
 * its attempts are counted apart from those of strangers.
 */
public final class Device {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    private Device(String value) {
        this.value = value;
    }

    static Device random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Device(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Optional<Device> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Device(text)) : Optional.empty();
    }

    /** Returns the characters for the cookie. */
    String reveal() {
        return value;
    }

    byte[] digest() {
        return DigestUtils.sha256("device:" + value);
    }

    @Override
    public String toString() {
        return "[device]";
    }
}
