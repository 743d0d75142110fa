package com.raptorcomply.keyservice.stamp;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling and what they may do: all that a service behind the gateway needs to know, and the only thing it may
 * believe. Travels as a compact JWS (RFC 7515, RFC 8037) in {@link #HEADER}.
 *
 * @param issuer the gateway's id
 * @param audience the service that it is for, {@code resources} or {@code keyservice}
 * @param issuedAtSeconds since the epoch
 * @param expiresAtSeconds since the epoch, at most {@link #LIFE_SECONDS_MAX} later
 * @param kind {@code "user"} if the key has its owner's identity, else {@code "organization"}
 * @param ownerUserId the user whose key it is; null for an organization's
 * @param actor the user that the key acts as; null mostly
 * @param permissions {@code resource:action}
 * @param restrictions each must be satisfied; none: the whole organization
 * @param sequence of the change log, at which the grant was read
 */
public record Stamp(
        String issuer,
        String audience,
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

    /** The header field that carries a stamp. */
    public static final String HEADER = "X-Tenant-Stamp";

    public static final String AUDIENCE_RESOURCES = "resources";
    public static final String AUDIENCE_KEYSERVICE = "keyservice";
    public static final long LIFE_SECONDS_MAX = 60;

    /** A longer text is refused unread; a key limited to as much as keys may be, acting as such a person, takes some 25,000. */
    public static final int TEXT_CHARS_MAX = 28 * 1024;

    public Stamp {
        permissions = List.copyOf(permissions);
        restrictions = List.copyOf(restrictions);
    }

    /** A user of the same organization that the key acts as. */
    public record Actor(UUID userId, String name) {}

    /** Records within any of the places named; {@code operations} empty: all that the permissions allow. */
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
