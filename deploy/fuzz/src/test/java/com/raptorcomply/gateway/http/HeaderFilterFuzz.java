package com.raptorcomply.gateway.http;

import static com.raptorcomply.fuzz.Property.holds;
import static com.raptorcomply.fuzz.Property.latin;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The filter forwards exactly those field lines that a second, simpler implementation of the rules forwards: unchanged,
 * in order, without renamed copies. Filtering is idempotent.
 */
public final class HeaderFilterFuzz {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern PLAIN_NAME = Pattern.compile("[0-9a-z-]+");
    private static final Pattern VALUE =
            Pattern.compile("([\\x21-\\x7e\\x80-\\xff]([\\t\\x20-\\x7e\\x80-\\xff]*[\\x21-\\x7e\\x80-\\xff])?)?");
    private static final Set<String> STAY =
            Set.of(("keep-alive proxy-connection proxy-authenticate proxy-authorization te"
                            + " trailer http2-settings proxy-authentication-info alt-svc upgrade connection transfer-encoding host"
                            + " expect x-api-key authorization x-act-as-user x-request-id forwarded via x-forwarded-for"
                            + " x-forwarded-host x-forwarded-proto x-forwarded-port x-forwarded-prefix x-forwarded-server"
                            + " x-real-ip x-original-url x-rewrite-url x-original-host true-client-ip x-http-method-override"
                            + " x-http-method x-method-override cdn-loop x-key-id x-organization-id x-user-id")
                    .split(" "));
    private static final Set<String> TRACE = Set.of("traceparent", "tracestate");
    private static final Set<String> STAY_OF_ANSWERS =
            Set.of(("keep-alive proxy-connection te trailer transfer-encoding"
                            + " upgrade proxy-authenticate proxy-authentication-info http2-settings alt-svc via server"
                            + " x-powered-by x-request-id x-key-id ratelimit ratelimit-policy connection")
                    .split(" "));

    private HeaderFilterFuzz() {}

    private record Line(String name, String value) {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<Line> lines = lines(latin(input));
        Set<String> named = named(lines);
        requests(lines, named);
        answers(lines, named);
    }

    private static void requests(List<Line> lines, Set<String> named) {
        List<Line> crossed = forwarded(lines);
        List<Line> plain = crossed.stream().filter(line -> !isTrace(line)).toList();
        List<Line> expected = lines.stream()
                .filter(line -> !isTrace(line) && mayCross(line) && !named.contains(lower(line)))
                .toList();
        holds(plain.equals(expected), "What crosses is " + plain + " of " + lines, expected);
        crossed.stream().filter(HeaderFilterFuzz::isTrace).forEach(line -> {
            holds(lines.contains(line) && !named.contains(lower(line)), "A trace is passed on as it came", line);
            holds(parents(lines) == 1, "A trace has one parent", lines);
        });
        holds(forwarded(crossed).equals(crossed), "Filtering twice is filtering once", lines);
    }

    private static void answers(List<Line> lines, Set<String> named) {
        MultiMap to = HttpHeaders.headers();
        List<Map.Entry<CharSequence, CharSequence>> entries = new ArrayList<>();
        lines.forEach(line -> entries.add(Map.entry(AsciiString.of(line.name()), line.value())));
        ResponseHeaderFilter.copy(entries.iterator(), to);
        List<Line> expected = lines.stream()
                .filter(line ->
                        !STAY_OF_ANSWERS.contains(lower(line)) && !lower(line).startsWith("x-tenant"))
                .filter(line -> !named.contains(lower(line)))
                .toList();
        List<Line> copied = new ArrayList<>();
        to.forEach(field -> copied.add(new Line(field.getKey(), field.getValue())));
        holds(copied.equals(expected), "A client gets " + copied + " of " + lines, expected);
    }

    private static List<Line> forwarded(List<Line> lines) {
        MultiMap fields = HttpHeaders.headers();
        lines.forEach(line -> fields.add(AsciiString.of(line.name()), line.value()));
        List<Line> crossed = new ArrayList<>();
        RequestHeaderFilter.each(
                RequestHead.read(fields),
                fields,
                false,
                (name, value) -> crossed.add(new Line(name.toString(), value.toString())));
        return crossed;
    }

    /**
     * Forwards no name with other characters than letters, digits and hyphens, because CGI-like servers read those as
     * hyphens.
     */
    private static boolean mayCross(Line line) {
        String name = lower(line);
        return PLAIN_NAME.matcher(name).matches() && !STAY.contains(name) && !name.startsWith("x-tenant");
    }

    private static long parents(List<Line> lines) {
        return lines.stream().filter(line -> lower(line).equals("traceparent")).count();
    }

    private static boolean isTrace(Line line) {
        return TRACE.contains(lower(line));
    }

    private static Set<String> named(List<Line> lines) {
        Set<String> named = new HashSet<>();
        lines.stream().filter(line -> lower(line).equals("connection")).forEach(line -> Arrays.stream(
                        line.value().split(",", -1))
                .map(option -> option.strip().toLowerCase(Locale.ROOT))
                .filter(option -> !option.equals("close") && !option.equals("keep-alive"))
                .forEach(named::add));
        return named;
    }

    private static String lower(Line line) {
        return line.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the well-formed field lines (RFC 9110 section 5); the decoder before the filter rejects others. */
    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String value = line.substring(colon + 1).strip();
                if (NAME.matcher(line.substring(0, colon)).matches()
                        && VALUE.matcher(value).matches()) {
                    lines.add(new Line(line.substring(0, colon), value));
                }
            }
        }
        return lines;
    }
}
