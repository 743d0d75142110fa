package com.raptorcomply.resources.evidence;

import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the file name of the first part of a form from the bytes, because Netty's decoder replaces commas, semicolons and
 * other characters in it.
 */
final class PartHeader {
    private static final Pattern DISPOSITION =
            Pattern.compile("^content-disposition:(.*)$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern ENCODED =
            Pattern.compile(";\\s*filename\\*\\s*=\\s*utf-8'[^']*'([^;\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED =
            Pattern.compile(";\\s*filename\\s*=\\s*\"((?:[^\"\\\\]++|\\\\\"|\\\\)*)\"", Pattern.CASE_INSENSITIVE);

    private PartHeader() {}

    /**
     * Returns the name: that of {@code filename*} (RFC 8187), else that in quotes, in which browsers write a quote as
     * {@code %22} and others as {@code \"}.
     *
     * @param first bytes of the form
     * @param otherwise the name if it is written in another way
     */
    static String fileName(Buffer first, String otherwise) {
        String text = first.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        Matcher disposition = DISPOSITION.matcher(end < 0 ? text : text.substring(0, end));
        if (!disposition.find()) {
            return otherwise;
        }
        Matcher encoded = ENCODED.matcher(disposition.group(1));
        if (encoded.find()) {
            try {
                return URLDecoder.decode(encoded.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                return otherwise;
            }
        }
        Matcher quoted = QUOTED.matcher(disposition.group(1));
        return quoted.find() ? quoted.group(1).replace("\\\"", "\"").replace("%22", "\"") : otherwise;
    }
}
