package com.raptorcomply.keyservice.user.email;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * E-mail addresses as RFC 5321 and RFC 6532 have them, without quotes and comments. Two spellings of one mailbox have one key,
 * by which people are found and kept apart: the local part in NFC with its case folded, the domain as A-labels (RFC 5890).
 * Whether an address reaches somebody is seen when they accept.
 */
public final class EmailAddress {
    /** In Unicode characters as well as in octets of the key's form. */
    public static final int LENGTH_MAX = 254;

    private static final int LOCAL_OCTETS_MAX = 64;
    private static final int DOMAIN_OCTETS_MAX = 253;
    private static final String NOT_ONE = "must be an e-mail address";

    /** Printable ASCII that an unquoted local part may hold (RFC 5322 section 3.2.3), with the dots that are looked at apart. */
    private static final Pattern ASCII_TEXT = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]");

    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+(?![0-9]+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** IDNA 2003, which Java has, would turn these into others; since IDNA 2008 they are letters of their own. */
    private static final Pattern MAPPED_OTHERWISE = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

    private EmailAddress() {}

    /** Why the text is not accepted as an address, as the end of a sentence that begins with the field's name, or empty. */
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

    /** As it is stored and shown: NFC, otherwise as it was written. */
    public static String text(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFC);
    }

    /** What all spellings of the mailbox share; of what is no address the text in small letters, which finds nobody new. */
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
     * One form of capital, small and final letters. No letter becomes an ASCII one that is none: dotless i and long s have
     * mailboxes of their own, and by a fold of theirs a stranger would be somebody else.
     */
    private static int fold(int codePoint) {
        int folded = Character.toLowerCase(Character.toUpperCase(codePoint));
        return folded < 0x80 && codePoint >= 0x80 ? codePoint : folded;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
