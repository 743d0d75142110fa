package com.raptorcomply.gateway.auth;

import org.jspecify.annotations.Nullable;

/**
 * Parses the API key of an {@code Authorization} field. The scheme is {@code ApiKey}, which {@code WWW-Authenticate}
 * offers, or {@code Bearer} (RFC 6750 section 2.1). Its case does not matter (RFC 9110 section 11.1).
 */
final class AuthorizationKey {
    private static final String API_KEY = "ApiKey";
    private static final String BEARER = "Bearer";

    private AuthorizationKey() {}

    /** Returns the key; empty if the scheme stands alone, null if the scheme is another one. */
    static @Nullable String parse(String authorization) {
        String key = afterScheme(authorization, API_KEY);
        return key == null ? afterScheme(authorization, BEARER) : key;
    }

    private static @Nullable String afterScheme(String authorization, String scheme) {
        int length = scheme.length();
        if (!authorization.regionMatches(true, 0, scheme, 0, length)) {
            return null;
        }
        if (authorization.length() == length) {
            return "";
        }
        return authorization.charAt(length) == ' '
                ? authorization.substring(length + 1).strip()
                : null;
    }
}
