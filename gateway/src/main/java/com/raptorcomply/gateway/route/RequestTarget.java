package com.raptorcomply.gateway.route;

import org.jspecify.annotations.Nullable;

/**
 * A request target in origin-form (RFC 9112 section 3.2.1), in normal form. The gateway matches and forwards the same
 * form, because otherwise the gateway and the upstream could read two different paths in one request.
 *
 * <p>Percent-encoded unreserved characters are decoded and hexadecimal digits are upper case (RFC 3986 section 6.2.2).
 * Targets that can be read in two ways have no normal form: targets with dot segments, empty segments, encoded slashes,
 * backslashes, control characters, a fragment or characters that a target may not contain.
 *
 * @param uri path and query, as forwarded
 * @param pathEnd index in {@code uri} at which the path ends: the index of the question mark, or the length
 */
public record RequestTarget(String uri, int pathEnd) {

    /**
     * Brings a request target into normal form.
     *
     * @return null if the target has no normal form and must be refused
     */
    public static @Nullable RequestTarget parse(String raw) {
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

    public String path() {
        return uri.substring(0, pathEnd);
    }

    public boolean isExactly(String path) {
        return pathEnd == path.length() && uri.startsWith(path);
    }

    /**
     * Returns true if the path is {@code prefix} or lies below it, compared by whole segments. A segment of the prefix that
     * is an asterisk stands for any one segment.
     */
    boolean isUnder(String prefix) {
        int at = 0;
        for (int i = 0; i < prefix.length(); i++) {
            char expected = prefix.charAt(i);
            if (expected == '*' && isSegment(prefix, i)) {
                int end = segmentEnd(at);
                if (end == at) {
                    return false;
                }
                at = end;
            } else if (at < pathEnd && uri.charAt(at) == expected) {
                at++;
            } else {
                return false;
            }
        }
        return at == pathEnd || uri.charAt(at) == '/' || prefix.charAt(prefix.length() - 1) == '/';
    }

    private static boolean isSegment(String prefix, int at) {
        return prefix.charAt(at - 1) == '/' && (at + 1 == prefix.length() || prefix.charAt(at + 1) == '/');
    }

    private int segmentEnd(int from) {
        int end = uri.indexOf('/', from);
        return end < 0 || end > pathEnd ? pathEnd : end;
    }
}
