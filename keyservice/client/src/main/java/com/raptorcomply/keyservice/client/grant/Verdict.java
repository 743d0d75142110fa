package com.raptorcomply.keyservice.client.grant;

import java.util.List;
import java.util.Locale;

/** The key service's answer to “what may who presents this key do?”. */
public sealed interface Verdict {

    /** The sequence of the one snapshot that the answer was read in (Revocation: Fence). */
    long sequence();

    /** Everything that the answer rests on; for an unknown key its secret id, so that making it ends the refusal. */
    List<Subject> subjects();

    /** The key is good. */
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

    /** The key is not good, or not for this. Clients are told of expiry and of what is forbidden; the others look the same. */
    record Refused(Reason reason, List<Subject> subjects, long sequence) implements Verdict {
        public Refused {
            subjects = List.copyOf(subjects);
        }
    }

    /**
     * Why a key is not good; revoked stands for all that was taken away: secret, key, owner, organization. A forbidden
     * question is about a good key that may not act as the user that it names, for whatever reason.
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

        /** @throws IllegalArgumentException if there is no such reason */
        public static Reason ofWireName(String wireName) {
            for (Reason reason : values()) {
                if (reason.wireName.equals(wireName)) {
                    return reason;
                }
            }
            throw new IllegalArgumentException("No reason: " + wireName);
        }
    }
}
