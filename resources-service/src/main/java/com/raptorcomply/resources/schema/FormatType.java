package com.raptorcomply.resources.schema;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import io.netty.util.NetUtil;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text in a fixed format, stored unchanged. */
record FormatType(String form, Predicate<String> matches) implements FieldType {
    private static final int IP_LENGTH_MAX = 45;
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
        return new FormatType(
                "a MAC address (00:1A:2B:3C:4D:5E)", text -> MAC.matcher(text).matches());
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
