package com.raptorcomply.gateway.auth;

import org.jspecify.annotations.Nullable;

/**
 * The key of an {@code Authorization} field: with the scheme {@code ApiKey}, which {@code WWW-Authenticate} offers, or
 * {@code Bearer} (RFC 6750 section 2.1). The scheme's case does not matter (RFC 9110 section 11.1).
 */
final class AuthorizationKey {
    private static final String API_KEY = "ApiKey";
    private static final String BEARER = "Bearer";

    private AuthorizationKey() {}

    /** The key, empty when the scheme stands alone; null when the scheme is another one. */
    static @Nullable String of(String authorization) {
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
