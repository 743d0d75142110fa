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
 * A key as it is stored: everything but its secrets.
 *
 * @param adminBounds the bounds of a user key that an admin set, so that its owner may only narrow them
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

    /** The person whose key it is; only user keys have one. */
    public record Owner(UUID userId, UserRole role) {}

    /**
     * What happened to it.
     *
     * @param lastUsedAt as far as gateways have reported
     * @param leakReportedAt when somebody had it revoked because they had found it
     */
    public record History(
            Instant createdAt,
            Actor createdBy,
            Instant updatedAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant leakReportedAt,
            @Nullable Revoked revoked) {}

    /** A revocation is final. */
    public record Revoked(Instant at, Actor by) {}

    /** What a key is at a point in time. Revoked goes before expired. */
    public enum Status {
        ACTIVE("active"),
        EXPIRED("expired"),
        REVOKED("revoked");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** As it is written in the API. */
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

    /** The permissions held now. */
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
