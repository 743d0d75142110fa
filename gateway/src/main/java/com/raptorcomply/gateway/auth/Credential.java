package com.raptorcomply.gateway.auth;

import org.jspecify.annotations.Nullable;

/**
 * The API key that a request presents. The gateway reads it from header fields only; a key in the query string is
 * ignored.
 */
public sealed interface Credential {

    /** The request has no key. */
    record Missing() implements Credential {}

    /** The request has no single key: a field is empty or present twice, or the two fields differ. */
    record Ambiguous() implements Credential {}

    /** A text that may be a key. {@link #toString} redacts it. */
    final class Presented implements Credential {
        private final String text;

        Presented(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return "Presented[key]";
        }
    }

    Credential MISSING = new Missing();
    Credential AMBIGUOUS = new Ambiguous();

    /**
     * Reads the key from the two fields that may carry it.
     *
     * @param apiKey value of {@code X-API-Key}; null without one
     * @param authorization value of {@code Authorization}; null without one
     * @param doubled true if one of the two is present more than once
     */
    static Credential parse(@Nullable String apiKey, @Nullable String authorization, boolean doubled) {
        if (doubled) {
            return AMBIGUOUS;
        }
        String bearer = authorization == null ? null : AuthorizationKey.parse(authorization);
        if (apiKey == null) {
            return bearer == null ? MISSING : presented(bearer);
        }
        return bearer == null || bearer.equals(apiKey) ? presented(apiKey) : AMBIGUOUS;
    }

    private static Credential presented(String text) {
        return text.isEmpty() ? AMBIGUOUS : new Presented(text);
    }
}
