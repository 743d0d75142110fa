package com.raptorcomply.keyservice.stamp;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells a service behind the gateway which key calls and what it may do. The service must trust nothing else in the
 * request. Sent as a compact JWS (RFC 7515, RFC 8037) in {@link #HEADER}.
 *
 * @param issuer the gateway's id
 * @param audiences the services that the stamp is for, {@code resources}, {@code keyservice} or both (RFC 7519 section 4.1.3)
 * @param issuedAtSeconds since the epoch
 * @param expiresAtSeconds since the epoch, at most {@link #LIFE_SECONDS_MAX} after {@code issuedAtSeconds}
 * @param kind {@code "user"} if the key has its owner's identity, else {@code "organization"}
 * @param ownerUserId the user who owns the key; null for an organization's key
 * @param actor the user that the key acts as; null if it acts as itself
 * @param permissions {@code resource:action}
 * @param restrictions all must be satisfied; empty: the whole organization
 * @param sequence of the change log at which the grant was read
 */
public record Stamp(
        String issuer,
        List<String> audiences,
        long issuedAtSeconds,
        long expiresAtSeconds,
        UUID organizationId,
        String organizationName,
        UUID keyId,
        String keyName,
        String kind,
        @Nullable String role,
        @Nullable UUID ownerUserId,
        @Nullable Actor actor,
        List<String> permissions,
        List<Restriction> restrictions,
        long sequence) {

    /** The name of the header that carries a stamp. */
    public static final String HEADER = "X-Tenant-Stamp";

    public static final String AUDIENCE_RESOURCES = "resources";
    public static final String AUDIENCE_KEYSERVICE = "keyservice";
    public static final long LIFE_SECONDS_MAX = 60;

    /**
     * The length of a stamp. A longer one is rejected unread; the largest stamp that a key can have takes some 25,000
     * characters, acting as a user with the most restrictions.
     */
    public static final int TEXT_CHARS_MAX = 28 * 1024;

    public Stamp {
        audiences = List.copyOf(audiences);
        permissions = List.copyOf(permissions);
        restrictions = List.copyOf(restrictions);
    }

    /** Identifies the user of the same organization that the key acts as. */
    public record Actor(UUID userId, String name) {}

    /**
     * Allows records in any of the named places. Empty {@code operations} allow all operations that the permissions
     * allow.
     */
    public record Restriction(
            List<UUID> facilities, List<UUID> controlCenters, List<UUID> cyberSystems, List<String> operations) {
        public Restriction {
            facilities = List.copyOf(facilities);
            controlCenters = List.copyOf(controlCenters);
            cyberSystems = List.copyOf(cyberSystems);
            operations = List.copyOf(operations);
        }
    }
}
