package com.raptorcomply.gateway.route;

import org.jspecify.annotations.Nullable;

/**
 * A request target in origin-form (RFC 9112 section 3.2.1), in the one normal form that is both routed and forwarded, so
 * that the gateway and what stands behind it cannot read two different paths out of one request.
 *
 * <p>Percent-encoded unreserved characters are decoded and hexadecimal digits are upper case (RFC 3986 section 6.2.2).
 * Whatever could be read in two ways is no target at all: dot segments, empty segments, encoded slashes, backslashes and
 * controls, a fragment, characters that a target may not contain.
 *
 * @param uri path and query as forwarded
 * @param pathEnd where the path ends in {@code uri}: its length, or the index of the question mark
 */
public record RequestTarget(String uri, int pathEnd) {

    /** The normal form of a request target; null when it has none and must be refused. */
    public static @Nullable RequestTarget of(String raw) {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            return null;
        }
        int end = raw.indexOf('?');
        int pathEnd = end < 0 ? raw.length() : end;
        if (!TargetSyntax.isQuery(raw, pathEnd)) {
            return null;
        }
        int escape = raw.indexOf('%');
        if (escape >= 0 && escape < pathEnd) {
            String path = TargetSyntax.decodeUnreserved(raw, pathEnd);
            return path == null || !TargetSyntax.isPlainPath(path, path.length())
                    ? null
                    : new RequestTarget(path + raw.substring(pathEnd), path.length());
        }
        return TargetSyntax.isPlainPath(raw, pathEnd) ? new RequestTarget(raw, pathEnd) : null;
    }

    /** The path without its query. */
    public String path() {
        return uri.substring(0, pathEnd);
    }

    public boolean isExactly(String path) {
        return pathEnd == path.length() && uri.startsWith(path);
    }

    /** Whether the path is {@code prefix} or lies below it; whole segments only. */
    boolean isUnder(String prefix) {
        int length = prefix.length();
        return uri.startsWith(prefix)
                && length <= pathEnd
                && (length == pathEnd || uri.charAt(length) == '/' || prefix.charAt(length - 1) == '/');
    }
}
