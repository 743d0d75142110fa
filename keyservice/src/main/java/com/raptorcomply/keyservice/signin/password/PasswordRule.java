package com.raptorcomply.keyservice.signin.password;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides which passwords a user may choose (NIST SP 800-63B-4 section 3.1.1.2). A password needs at least 15
 * characters, because it can be the only factor. It may have any characters, has no composition rules, and must not be
 * on the blocklist or easily guessed.
 */
public final class PasswordRule {
    public static final int CHARACTERS_MIN = 15;
    public static final int CHARACTERS_MAX = 256;

    private static final int DIFFERENT_MIN = 5;

    private PasswordRule() {}

    /**
     * Returns the reason to refuse the password, as the end of a sentence that starts with the field's name; empty if
     * it is accepted.
     */
    public static Optional<String> objection(String password, String email, String name) {
        String form = Normalizer.normalize(password, Normalizer.Form.NFKC);
        int characters = form.codePointCount(0, form.length());
        if (characters < CHARACTERS_MIN) {
            return Optional.of("must have at least " + CHARACTERS_MIN + " characters; several words do well");
        }
        if (characters > CHARACTERS_MAX) {
            return Optional.of("must have at most " + CHARACTERS_MAX + " characters");
        }
        if (form.codePoints().distinct().count() < DIFFERENT_MIN || CommonPasswords.contains(form)) {
            return Optional.of("is one of those that are guessed first");
        }
        String lower = form.toLowerCase(Locale.ROOT);
        String mailbox = email.toLowerCase(Locale.ROOT).replaceFirst("@.*$", "");
        if (isMostly(lower, email.toLowerCase(Locale.ROOT))
                || isMostly(lower, mailbox)
                || isMostly(lower, name.toLowerCase(Locale.ROOT))
                || isMostly(lower, "raptorcomply")) {
            return Optional.of("must not be made of the name, the e-mail address or the product's name");
        }
        return Optional.empty();
    }

    /**
     * Returns true if the password has too few other characters besides this word: fewer than half of the minimum
     * length.
     */
    private static boolean isMostly(String password, String word) {
        return word.length() >= 4
                && password.contains(word)
                && password.replace(word, "").length() < CHARACTERS_MIN / 2;
    }
}
