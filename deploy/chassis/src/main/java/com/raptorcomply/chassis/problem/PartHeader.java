package com.raptorcomply.chassis.problem;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a part of a form (RFC 7578 section 4.2).
 *
 * @param name of the part
 * @param fileName null if the part is no file
 */
public record PartHeader(String name, @Nullable String fileName) {
    private static final Pattern FOLD = Pattern.compile("\r\n[ \t]+");
    private static final String ENCODED = "utf-8'";
    /** The encodings that leave the bytes as they are. Others are deprecated (RFC 7578 section 4.7). */
    private static final Set<String> PLAIN = Set.of("7bit", "8bit", "binary");

    /**
     * Reads a header, whose lines may be folded.
     *
     * @param malformed the code of the 400 for a header without a name, or with an encoding of the content
     */
    static PartHeader of(String text, ErrorCode malformed) {
        Map<String, String> fields = new HashMap<>();
        for (String line : FOLD.matcher(text).replaceAll(" ").split("\r\n", -1)) {
            int colon = Math.max(0, line.indexOf(':'));
            fields.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon));
        }
        String encoding = fields.getOrDefault("content-transfer-encoding", ":binary");
        if (!PLAIN.contains(encoding.substring(1).strip().toLowerCase(Locale.ROOT))) {
            throw Problem.of(
                            malformed, "Content-Transfer-Encoding of a part must be binary: send the bytes of the file")
                    .exception();
        }
        Map<String, String> parameters = parameters(fields.getOrDefault("content-disposition", ""));
        String name = parameters.get("name");
        if (name == null) {
            throw Problem.of(malformed, "A part of the form has no Content-Disposition with a name")
                    .exception();
        }
        return new PartHeader(name, decoded(parameters.get("filename*"), parameters.get("filename")));
    }

    /** Browsers write a quote in quotes as {@code %22}, others as {@code \"}. */
    private static Map<String, String> parameters(String disposition) {
        Map<String, String> parameters = new HashMap<>();
        int at = disposition.indexOf(';');
        int equals = disposition.indexOf('=', Math.max(0, at));
        while (at >= 0 && equals >= 0) {
            String name = disposition.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            String rest = disposition.substring(equals + 1).stripLeading();
            int start = disposition.length() - rest.length();
            boolean isQuoted = rest.startsWith("\"");
            int end = isQuoted ? closingQuote(disposition, start + 1) : disposition.indexOf(';', start);
            end = end < 0 ? disposition.length() : end;
            String value = isQuoted
                    ? disposition
                            .substring(start + 1, end)
                            .replace("\\\"", "\"")
                            .replace("%22", "\"")
                    : disposition.substring(start, end).strip();
            parameters.putIfAbsent(name, value);
            at = disposition.indexOf(';', end);
            equals = disposition.indexOf('=', Math.max(end, at));
        }
        return parameters;
    }

    /** Returns the place of the quote that ends a text; -1 without one. A backslash before the last quote is a part of it. */
    private static int closingQuote(String text, int from) {
        int quote = text.indexOf('"', from);
        while (quote > from && text.charAt(quote - 1) == '\\' && text.indexOf('"', quote + 1) >= 0) {
            quote = text.indexOf('"', quote + 1);
        }
        return quote;
    }

    /** Returns the text of an extended parameter (RFC 8187), else the plain one. */
    private static @Nullable String decoded(@Nullable String extended, @Nullable String plain) {
        if (extended == null || !extended.toLowerCase(Locale.ROOT).startsWith(ENCODED)) {
            return plain;
        }
        try {
            String text = extended.substring(extended.indexOf('\'', ENCODED.length()) + 1);
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException faulty) {
            return plain;
        }
    }
}
