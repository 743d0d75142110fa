package com.raptorcomply.keyservice.client.grant;

import java.util.Locale;
import java.util.UUID;

/**
 * Identifies a secret, key, user or organization that a verification rests on and the change log names. A change of a
 * restriction is logged under the key or the user that it limits (Revocation: One order).
 *
 * @param id a secret's public id, or the UUID of a key, a user, an organization
 */
public record Subject(Kind kind, String id) {

    /**
     * Names the kind of a subject; in lower case in JSON and in the change log: {@code secret}, {@code key}, {@code
     * user}, {@code organization}.
     */
    public enum Kind {
        SECRET,
        KEY,
        USER,
        ORGANIZATION;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }

        /**
         * Returns the kind with this name.
         *
         * @throws IllegalArgumentException if there is no such kind
         */
        public static Kind ofWireName(String wireName) {
            for (Kind kind : values()) {
                if (kind.wireName.equals(wireName)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("Unknown kind of subject: " + wireName);
        }
    }

    /** Hashes a UUID. Different ids rarely share the same low bits. */
    public static long hash(long high, long low) {
        return high * 31 + low;
    }

    public static Subject secret(String secretId) {
        return new Subject(Kind.SECRET, secretId);
    }

    public static Subject key(UUID keyId) {
        return new Subject(Kind.KEY, keyId.toString());
    }

    public static Subject user(UUID userId) {
        return new Subject(Kind.USER, userId.toString());
    }

    public static Subject organization(UUID organizationId) {
        return new Subject(Kind.ORGANIZATION, organizationId.toString());
    }
}
