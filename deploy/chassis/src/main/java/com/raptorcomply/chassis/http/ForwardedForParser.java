package com.raptorcomply.chassis.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code Forwarded} or {@code X-Forwarded-For} from right to left. Each proxy appends its element at the end, so
 * the parser reads a trusted proxy's element before any text that a client sent could change its meaning.
 */
public final class ForwardedForParser {
    /** Stands for an element without an address, or one that cannot be parsed. */
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
     * Creates a parser.
     *
     * @param field {@code Forwarded} (RFC 7239), or a header with a list of addresses, such as {@code X-Forwarded-For}
     * @param values of the header, in the order received
     */
    public static ForwardedForParser of(String field, List<String> values) {
        return new ForwardedForParser(String.join(",", values), field.equalsIgnoreCase(FORWARDED));
    }

    /**
     * Returns the next element's address without its port, from the right; null at the end. Accepts 192.0.2.7,
     * 192.0.2.7:4711, 2001:db8::7 in a list, [2001:db8::7] and [2001:db8::7]:4711. The result may be another text if
     * the element has no address.
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

    /** Returns the value of {@code for}; {@link #UNKNOWN} if there are several or none. */
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

    /**
     * Removes quotes. An address needs no escapes, and one with a colon needs quotes (RFC 7239 section 4); any other
     * value is {@link #UNKNOWN}.
     */
    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        String text = quoted ? value.substring(1, value.length() - 1) : value;
        boolean invalid = text.indexOf('"') >= 0 || text.indexOf('\\') >= 0;
        return invalid || (!quoted && text.indexOf(':') >= 0) ? UNKNOWN : text;
    }

    /** Returns the index after the last unquoted separator before {@code before}; 0 if there is none. */
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

    private static String withoutPort(String address) {
        if (address.startsWith("[") && address.indexOf(']') > 0) {
            return address.substring(1, address.indexOf(']'));
        }
        int colon = address.indexOf(':');
        return colon > 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
    }
}
