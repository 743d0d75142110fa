package com.raptorcomply.keyservice.client.grant;

import java.util.List;
import java.util.Locale;

/** The key service's result of verifying a key. */
public sealed interface Verdict {

    /** Returns the sequence of the database snapshot that the verdict was read in (Revocation: Fence). */
    long sequence();

    /**
     * Returns all subjects that the verdict rests on. For an unknown key that is its secret id, so that creating the
     * key ends the refusal.
     */
    List<Subject> subjects();

    /** The key is valid. */
    record Granted(Grant grant) implements Verdict {
        @Override
        public long sequence() {
            return grant.sequence();
        }

        @Override
        public List<Subject> subjects() {
            return grant.subjects();
        }
    }

    /**
     * The key is not valid, or not for this use. Clients learn only of expiry and of forbidden uses; other reasons look
     * alike.
     */
    record Refused(Reason reason, List<Subject> subjects, long sequence) implements Verdict {
        public Refused {
            subjects = List.copyOf(subjects);
        }
    }

    /**
     * Names the reason of a refusal. {@code REVOKED} covers a revoked secret or key, a disabled owner and a disabled
     * organization. {@code FORBIDDEN} means that the key is valid but may not act as the named user, for whatever
     * reason.
     */
    enum Reason {
        UNKNOWN,
        EXPIRED,
        REVOKED,
        FORBIDDEN;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }

        /**
         * Returns the reason with this name.
         *
         * @throws IllegalArgumentException if there is no such reason
         */
        public static Reason ofWireName(String wireName) {
            for (Reason reason : values()) {
                if (reason.wireName.equals(wireName)) {
                    return reason;
                }
            }
            throw new IllegalArgumentException("Unknown reason: " + wireName);
        }
    }
}
