package com.raptorcomply.gateway.auth;

import org.jspecify.annotations.Nullable;

/** What a request brought as its key. Read from the header fields only: a key in a query string is no credential. */
public sealed interface Credential {

    /** No key at all. */
    record Missing() implements Credential {}

    /** Something that cannot be one key: an empty or doubled field, or two fields that differ. */
    record Ambiguous() implements Credential {}

    /** One text that may be a key; redacted. */
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
     * Reads the key out of the two fields that may carry it.
     *
     * @param apiKey the value of {@code X-API-Key}, null when there is no such field
     * @param authorization the value of {@code Authorization}, null when there is no such field
     * @param doubled whether one of the two stood there more than once
     */
    static Credential of(@Nullable String apiKey, @Nullable String authorization, boolean doubled) {
        if (doubled) {
            return AMBIGUOUS;
        }
        String authorizing = authorization == null ? null : AuthorizationKey.of(authorization);
        if (apiKey == null) {
            return authorizing == null ? MISSING : presented(authorizing);
        }
        return authorizing == null || authorizing.equals(apiKey) ? presented(apiKey) : AMBIGUOUS;
    }

    private static Credential presented(String text) {
        return text.isEmpty() ? AMBIGUOUS : new Presented(text);
    }
}
