package com.raptorcomply.chassis.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * From whom proxies say that they had a request, the last proxy's word first. Each adds its element at the end of the field, so
 * what a trusted proxy wrote is read before anything that somebody else wrote can change how it reads.
 */
public final class ForwardedForParser {
    /** What stands for an element that does not say from whom, or that cannot be read: no address. */
    private static final String UNKNOWN = "unknown";

    private static final String FORWARDED = "Forwarded";
    private static final String FOR = "for=";

    private final String list;
    private final boolean parameters;
    private int end;

    private ForwardedForParser(String list, boolean parameters) {
        this.list = list;
        this.parameters = parameters;
        this.end = list.length();
    }

    /**
     * @param field {@code Forwarded} (RFC 7239), or one that holds a list of addresses, such as {@code X-Forwarded-For}
     * @param values of the field, in the order in which they came
     */
    public static ForwardedForParser of(String field, List<String> values) {
        return new ForwardedForParser(String.join(",", values), field.equalsIgnoreCase(FORWARDED));
    }

    /**
     * An address without its port, or what stands in its place: 192.0.2.7, 192.0.2.7:4711, 2001:db8::7 in a list,
     * [2001:db8::7], [2001:db8::7]:4711. Null when there is none left.
     */
    public @Nullable String next() {
        if (end < 0) {
            return null;
        }
        int begin = begin(list, ',', end);
        String element = list.substring(begin, end).strip();
        end = begin - 1;
        return withoutPort(parameters ? parameter(element) : element);
    }

    /** The value of the one {@code for}. */
    private static String parameter(String element) {
        String found = null;
        for (int end = element.length(); end >= 0; ) {
            int begin = begin(element, ';', end);
            String parameter = element.substring(begin, end).strip();
            end = begin - 1;
            if (parameter.toLowerCase(Locale.ROOT).startsWith(FOR)) {
                if (found != null) {
                    return UNKNOWN;
                }
                found = unquoted(parameter.substring(FOR.length()));
            }
        }
        return found == null ? UNKNOWN : found;
    }

    /** An address needs no escape, and one with a colon needs quotes (RFC 7239 section 4); what is otherwise is none. */
    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        String text = quoted ? value.substring(1, value.length() - 1) : value;
        boolean odd = text.indexOf('"') >= 0 || text.indexOf('\\') >= 0;
        return odd || (!quoted && text.indexOf(':') >= 0) ? UNKNOWN : text;
    }

    /** Behind the last separator before {@code before} that stands in no quotes, else 0. */
    private static int begin(String text, char separator, int before) {
        boolean quoted = false;
        for (int i = before - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String withoutPort(String hop) {
        if (hop.startsWith("[") && hop.indexOf(']') > 0) {
            return hop.substring(1, hop.indexOf(']'));
        }
        int colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
