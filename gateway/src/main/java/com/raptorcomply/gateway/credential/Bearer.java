package com.raptorcomply.gateway.credential;

import org.jspecify.annotations.Nullable;

/** The token of an {@code Authorization: Bearer} field (RFC 6750 section 2.1). */
final class Bearer {
    private static final String SCHEME = "Bearer";

    private Bearer() {}

    /** The token, empty when the scheme stands alone; null when the scheme is another one. */
    static @Nullable String token(String authorization) {
        int length = SCHEME.length();
        if (!authorization.regionMatches(true, 0, SCHEME, 0, length)) {
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
