package com.raptorcomply.gateway.edge;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code for} parameters of a Forwarded field (RFC 7239), the last one first: each proxy adds its element at the end, so an
 * element that a trusted proxy wrote is read before anything that somebody else wrote can change how it reads.
 */
public final class ForwardedHops {
    /** What stands for an element that does not say for whom, or that cannot be read: no address. */
    private static final String UNKNOWN = "unknown";

    private static final String FOR = "for=";

    private final String field;
    private int end;

    /** @param field all of them, joined by commas */
    public ForwardedHops(String field) {
        this.field = field;
        this.end = field.length();
    }

    /** As the proxy wrote it, without its quotes; null when there is none left. */
    public @Nullable String next() {
        if (end < 0) {
            return null;
        }
        int begin = field.length() == 0 ? 0 : begin(',', end);
        String hop = hop(begin, end);
        end = begin - 1;
        return hop;
    }

    private String hop(int begin, int elementEnd) {
        String found = null;
        for (int parameterEnd = elementEnd; parameterEnd >= begin; ) {
            int parameter = Math.max(begin, begin(';', parameterEnd));
            String text = field.substring(parameter, parameterEnd).strip();
            if (text.toLowerCase(Locale.ROOT).startsWith(FOR)) {
                if (found != null) {
                    return UNKNOWN;
                }
                found = unquoted(text.substring(FOR.length()));
            }
            parameterEnd = parameter - 1;
        }
        return found == null ? UNKNOWN : found;
    }

    /** Behind the last separator before {@code before} that stands in no quotes, else 0. */
    private int begin(char separator, int before) {
        boolean quoted = false;
        for (int i = before - 1; i >= 0; i--) {
            char c = field.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                return i + 1;
            }
        }
        return 0;
    }

    /** An address needs no escape, so what has one is none. */
    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        String text = quoted ? value.substring(1, value.length() - 1) : value;
        return text.indexOf('"') >= 0 || text.indexOf('\\') >= 0 || (!quoted && text.indexOf(':') >= 0)
                ? UNKNOWN
                : text;
    }
}
