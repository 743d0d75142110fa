package com.raptorcomply.chassis.http.framing;

import org.jspecify.annotations.Nullable;

/**
 * Splits a request target in absolute-form (RFC 9112 section 3.2.2), so that handlers after the decoder only see
 * origin-form.
 *
 * @param authority replaces the value of the Host field
 * @param target in origin-form
 */
record AbsoluteForm(String authority, String target) {
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    /**
     * Parses a target.
     *
     * @return null for a target of another form, or of another scheme than http and https
     * @throws SyntaxException if it has no valid authority; user information is invalid (RFC 9110 section 4.2.4)
     */
    static @Nullable AbsoluteForm of(String target) {
        int begin = schemeEnd(target);
        if (begin == 0) {
            return null;
        }
        int end = begin;
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        String authority = target.substring(begin, end);
        if (!HostSyntax.isValid(authority)) {
            throw new SyntaxException("The request target has no valid authority");
        }
        String rest = target.substring(end);
        return new AbsoluteForm(authority, rest.startsWith("/") ? rest : "/" + rest);
    }

    private static int schemeEnd(String target) {
        if (target.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            return HTTP.length();
        }
        return target.regionMatches(true, 0, HTTPS, 0, HTTPS.length()) ? HTTPS.length() : 0;
    }
}
