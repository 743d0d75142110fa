package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored key without its secrets.
 *
 * @param adminBounds the constraints of a user key that an admin set; its owner may only narrow them
 */
public record ApiKey(
        UUID id,
        UUID organizationId,
        String organizationName,
        KeyAttributes terms,
        @Nullable Owner owner,
        Set<KeyConstraint> adminBounds,
        History history) {
    public ApiKey {
        adminBounds = Set.copyOf(adminBounds);
    }

    /** The user that owns the key; null for an organization key. */
    public record Owner(UUID userId, UserRole role) {}

    /**
     * The key's timestamps.
     *
     * @param lastUsedAt the last use that gateways have reported
     * @param leakReportedAt the time at which a leak report revoked the key; null if none did
     */
    public record History(
            Instant createdAt,
            Actor createdBy,
            Instant updatedAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant leakReportedAt,
            @Nullable Revoked revoked) {}

    /** A revocation, which is final. */
    public record Revoked(Instant at, Actor by) {}

    /** The state of a key at a point in time. A key that is both revoked and expired counts as revoked. */
    public enum Status {
        ACTIVE("active"),
        EXPIRED("expired"),
        REVOKED("revoked");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** Returns the name that the API shows. */
        public String label() {
            return label;
        }
    }

    public KeyKind kind() {
        return owner == null ? KeyKind.ORGANIZATION : KeyKind.USER;
    }

    public @Nullable UUID ownerUserId() {
        return owner == null ? null : owner.userId();
    }

    public SortedSet<String> permissions() {
        return terms.rights().permissions(owner == null ? null : owner.role());
    }

    public Status status(Instant now) {
        if (history.revoked() != null) {
            return Status.REVOKED;
        }
        Instant expiresAt = terms.expiresAt();
        return expiresAt != null && !expiresAt.isAfter(now) ? Status.EXPIRED : Status.ACTIVE;
    }
}
