package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.http.request.PlainText;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types of texts and words. */
final class TextTypes {
    private TextTypes() {}

    /** Text with a length in characters (code points), stored unchanged. */
    record TextType(int lengthMin, int lengthMax, Kind kind) implements FieldType {
        /** The use of a text, which decides the accepted characters. */
        enum Kind {
            /** Free text for people, with line breaks. */
            FREE,
            /** A name. */
            NAME,
            /** A code by which people and systems match records. */
            CODE
        }

        @Override
        public @Nullable Violation check(String path, Object value) {
            if (!(value instanceof String text)) {
                return Violation.of(path, ErrorCode.INVALID_TYPE, "must be a string");
            }
            if (text.length() < lengthMin) {
                return Violation.of(
                        path,
                        ErrorCode.INVALID_VALUE,
                        lengthMin == 1 ? "must not be empty" : "must have at least " + lengthMin + " characters");
            }
            if (text.length() > lengthMax && text.codePointCount(0, text.length()) > lengthMax) {
                return Violation.of(path, ErrorCode.TOO_LONG, "must have at most " + lengthMax + " characters");
            }
            return objection(text)
                    .map(objection -> Violation.of(path, ErrorCode.INVALID_VALUE, objection))
                    .orElse(null);
        }

        private Optional<String> objection(String text) {
            return switch (kind) {
                case NAME -> PlainText.nameObjection(text, lengthMax);
                case CODE -> PlainText.codeObjection(text, lengthMax);
                case FREE -> {
                    if (lengthMin > 0 && text.isBlank()) {
                        yield Optional.of("must not be blank");
                    }
                    yield clean(text) ? Optional.empty() : Optional.of("must not contain control characters");
                }
            };
        }

        @Override
        public Object parameter(Object value) {
            return value;
        }

        @Override
        public String json(String column) {
            return "to_json(" + column + ")::text";
        }

        /**
         * Returns true without control characters, except tab and line breaks, and without lone surrogates, which
         * PostgreSQL cannot store.
         */
        private static boolean clean(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c >= 0x7f && c < 0xa0) {
                    return false;
                }
                if (Character.isSurrogate(c)) {
                    boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                    if (!pair) {
                        return false;
                    }
                    i++;
                }
            }
            return true;
        }
    }

    /** Text in a fixed format, stored unchanged. */
    record FormatType(String form, Predicate<String> matches) implements FieldType {
        private static final int IP_LENGTH_MAX = 45;
        private static final int URI_LENGTH_MAX = 2_000;
        private static final Pattern MAC = Pattern.compile(
                "[0-9A-Fa-f]{2}([:-])([0-9A-Fa-f]{2}\\1){4}[0-9A-Fa-f]{2}|([0-9A-Fa-f]{4}\\.){2}[0-9A-Fa-f]{4}");
        private static final Pattern LEADING_ZERO = Pattern.compile("(.*\\.)?0[0-9].*");

        /**
         * Returns the type of an IP address: IPv4 in dotted decimal form, or IPv6 (RFC 4291 section 2.2) without zone or
         * brackets.
         */
        static FormatType ipAddress() {
            return new FormatType("an IPv4 or IPv6 address", FormatType::isIpAddress);
        }

        /**
         * Returns the type of a 48-bit MAC address: six pairs of hexadecimal digits with colons or hyphens, or three groups
         * of four with dots.
         */
        static FormatType macAddress() {
            return new FormatType("a MAC address (00:1A:2B:3C:4D:5E)", text -> MAC.matcher(text)
                    .matches());
        }

        /** Returns the type of a word of ASCII letters, digits, dots, hyphens and underscores. */
        static FormatType word(int lengthMax) {
            Pattern word = Pattern.compile("[0-9A-Za-z._-]{1," + lengthMax + "}");
            return new FormatType(
                    "1 to " + lengthMax + " letters, digits, dots, hyphens or underscores",
                    text -> word.matcher(text).matches());
        }

        /** Returns the type of an absolute URI with http or https and a host, without user and password (RFC 3986). */
        static FormatType webAddress() {
            return new FormatType("an address with http or https", FormatType::isWebAddress);
        }

        @Override
        public @Nullable Violation check(String path, Object value) {
            return value instanceof String text && matches.test(text)
                    ? null
                    : Violation.of(path, ErrorCode.INVALID_VALUE, "must be " + form);
        }

        @Override
        public Object parameter(Object value) {
            return value;
        }

        @Override
        public String json(String column) {
            return "to_json(" + column + ")::text";
        }

        private static boolean isWebAddress(String text) {
            if (text.length() > URI_LENGTH_MAX) {
                return false;
            }
            try {
                URI uri = new URI(text);
                return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                        && uri.getHost() != null
                        && uri.getRawUserInfo() == null;
            } catch (URISyntaxException malformed) {
                return false;
            }
        }

        private static boolean isIpAddress(String text) {
            if (text.length() > IP_LENGTH_MAX || text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
                return false;
            }
            return text.indexOf(':') >= 0
                    ? NetUtil.isValidIpV6Address(text)
                    : NetUtil.isValidIpV4Address(text)
                            && !LEADING_ZERO.matcher(text).matches();
        }
    }

    /** One word of an enumeration. */
    record EnumType(Set<String> words) implements FieldType {
        @Override
        public @Nullable Violation check(String path, Object value) {
            return value instanceof String text && words.contains(text)
                    ? null
                    : Violation.of(path, ErrorCode.INVALID_VALUE, "must be one of " + String.join(", ", words));
        }

        @Override
        public Object parameter(Object value) {
            return value;
        }

        @Override
        public String json(String column) {
            return "to_json(" + column + ")::text";
        }
    }
}
