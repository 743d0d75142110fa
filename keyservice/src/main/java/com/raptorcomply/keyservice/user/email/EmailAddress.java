package com.raptorcomply.keyservice.user.email;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks e-mail addresses (RFC 5321, RFC 6532, without quotes and comments) and computes their keys. All spellings of
 * one mailbox have one key, which identifies a user: the local part in NFC with its case folded, the domain as A-labels
 * (RFC 5890). Only an accepted invitation proves that an address works.
 */
public final class EmailAddress {
    /** The longest address, in Unicode characters and in octets of the key. */
    public static final int LENGTH_MAX = 254;

    private static final int LOCAL_OCTETS_MAX = 64;
    private static final int DOMAIN_OCTETS_MAX = 253;
    private static final String NOT_ONE = "must be an e-mail address";

    /**
     * Matches printable ASCII that an unquoted local part may hold (RFC 5322 section 3.2.3). Dots are checked
     * separately.
     */
    private static final Pattern ASCII_TEXT = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]");

    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+(?![0-9]+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Matches letters that Java's IDNA 2003 would map to others. Since IDNA 2008 they are letters of their own. */
    private static final Pattern MAPPED_OTHERWISE = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

    private EmailAddress() {}

    /**
     * Returns the reason to refuse the address, as the end of a sentence that begins with the field's name; empty if it
     * is accepted.
     */
    public static Optional<String> objection(String text) {
        String normal = text(text);
        int at = normal.indexOf('@');
        if (at < 1 || normal.length() > LENGTH_MAX) {
            return Optional.of(NOT_ONE);
        }
        String local = normal.substring(0, at);
        String domain = normal.substring(at + 1);
        if (octets(local) > LOCAL_OCTETS_MAX) {
            return Optional.of("must have at most " + LOCAL_OCTETS_MAX + " octets before the @");
        }
        if (MAPPED_OTHERWISE.matcher(domain).find()) {
            return Optional.of("must have its domain in the form xn--…, because it holds \u00DF, \u03C2 or a joiner");
        }
        boolean dots = local.startsWith(".") || local.endsWith(".") || local.contains("..");
        Optional<String> ascii = ascii(domain);
        return dots
                        || !local.codePoints().allMatch(EmailAddress::isText)
                        || ascii.isEmpty()
                        || octets(local) + 1 + ascii.get().length() > LENGTH_MAX
                ? Optional.of(NOT_ONE)
                : Optional.empty();
    }

    /** Returns the address as it is stored and shown: as written, but in NFC. */
    public static String text(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFC);
    }

    /**
     * Returns the key that all spellings of the mailbox share. For an invalid address it returns the lower-case text,
     * which finds no new user.
     */
    public static String key(String written) {
        if (objection(written).isPresent()) {
            return written.toLowerCase(Locale.ROOT);
        }
        String normal = text(written);
        int at = normal.indexOf('@');
        String local = normal.substring(0, at)
                .codePoints()
                .map(EmailAddress::fold)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text(local) + "@" + ascii(normal.substring(at + 1)).orElseThrow();
    }

    private static Optional<String> ascii(String domain) {
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return ascii.length() <= DOMAIN_OCTETS_MAX && DOMAIN.matcher(ascii).matches()
                    ? Optional.of(ascii)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isText(int codePoint) {
        if (codePoint < 0x80) {
            return ASCII_TEXT.matcher(Character.toString(codePoint)).matches();
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /**
     * Folds capital, small and final letters into one form. No other letter becomes an ASCII letter: dotless i and long
     * s have mailboxes of their own, and folding them would let a stranger pass for another user.
     */
    private static int fold(int codePoint) {
        int folded = Character.toLowerCase(Character.toUpperCase(codePoint));
        return folded < 0x80 && codePoint >= 0x80 ? codePoint : folded;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
