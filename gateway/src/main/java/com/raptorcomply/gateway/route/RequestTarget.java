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

    /** Returns true if the path is {@code prefix} or lies below it, compared by whole segments. */
    boolean isUnder(String prefix) {
        int length = prefix.length();
        return uri.startsWith(prefix)
                && length <= pathEnd
                && (length == pathEnd || uri.charAt(length) == '/' || prefix.charAt(length - 1) == '/');
    }
}
