package com.raptorcomply.gateway.route;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Checks the characters and segments of a request target (RFC 3986 section 3) strictly. */
final class TargetSyntax {
    private static final String UNRESERVED_MARKS = "-._~";
    private static final String PATH_MARKS = UNRESERVED_MARKS + "!$&'()*+,;=:@/%";
    private static final String SEMICOLON = "%3B";
    private static final boolean[] UNRESERVED = letters(UNRESERVED_MARKS);
    private static final boolean[] PATH = letters(PATH_MARKS);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private TargetSyntax() {}

    /** Returns true if the path has only path characters, and no segment is empty (except the last), "." or "..". */
    static boolean isPlainPath(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= PATH.length || !PATH[c] || (c == '/' && !isPlainSegment(text, i + 1, end))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Checks a segment with parameters ("..;a") without them, because some servers cut the parameters off, and some
     * decode the path before ("..%3Ba").
     */
    private static boolean isPlainSegment(String text, int start, int end) {
        if (start == end) {
            return true;
        }
        int next = start;
        while (next < end && next < start + 2 && text.charAt(next) == '.') {
            next++;
        }
        return next < end && text.charAt(next) != '/' && text.charAt(next) != ';' && !text.startsWith(SEMICOLON, next);
    }

    /**
     * Returns true if the target ends at {@code start}, or a query without a fragment follows, of printable characters.
     */
    static boolean isQuery(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /**
     * Brings the percent-encodings of a path into normal form.
     *
     * @return null if one is malformed or encodes a separator or a control character
     */
    static @Nullable String decodeUnreserved(String text, int end) {
        StringBuilder path = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c != '%') {
                path.append(c);
                continue;
            }
            int octet = octet(text, i, end);
            if (octet < ' ' || octet == 0x7f || octet == '/' || octet == '\\') {
                return null;
            }
            if (octet < UNRESERVED.length && UNRESERVED[octet]) {
                path.append((char) octet);
            } else {
                path.append('%').append(HEX.toHighHexDigit(octet)).append(HEX.toLowHexDigit(octet));
            }
            i += 2;
        }
        return path.toString();
    }

    private static int octet(String text, int percent, int end) {
        return percent + 2 < end
                        && HexFormat.isHexDigit(text.charAt(percent + 1))
                        && HexFormat.isHexDigit(text.charAt(percent + 2))
                ? HexFormat.fromHexDigits(text, percent + 1, percent + 3)
                : -1;
    }

    private static boolean[] letters(String marks) {
        boolean[] set = new boolean[0x80];
        for (char c = 0; c < set.length; c++) {
            set[c] =
                    (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || marks.indexOf(c) >= 0;
        }
        return set;
    }
}
