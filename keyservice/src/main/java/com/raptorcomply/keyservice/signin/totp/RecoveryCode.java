package com.raptorcomply.keyservice.signin.totp;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.apache.commons.codec.digest.DigestUtils;

/** A code for one sign-in without the app: 80 random bits. Only its digest is stored. */
final class RecoveryCode {
    /** The number of codes that a user gets. */
    static final int COUNT = 10;

    private static final int BYTES = 10;
    private static final Pattern FORM = Pattern.compile("[A-Z2-7]{16}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    private RecoveryCode(String value) {
        this.value = value;
    }

    static RecoveryCode random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new RecoveryCode(new Base32().encodeToString(bytes));
    }

    /** Parses a typed code, in either case, with or without hyphens and spaces. */
    static Optional<RecoveryCode> parse(String text) {
        String value = text.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
        return FORM.matcher(value).matches() ? Optional.of(new RecoveryCode(value)) : Optional.empty();
    }

    /** Returns the code in four groups, for writing down. */
    String reveal() {
        return String.join(
                "-",
                Stream.of(0, 4, 8, 12).map(at -> value.substring(at, at + 4)).toList());
    }

    byte[] digest() {
        return DigestUtils.sha256("recovery:" + value);
    }

    @Override
    public String toString() {
        return "[recovery code]";
    }
}
