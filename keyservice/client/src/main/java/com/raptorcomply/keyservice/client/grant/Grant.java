package com.raptorcomply.keyservice.client.grant;

import com.raptorcomply.keyservice.client.key.KeyDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one secret of a key allows, as of one sequence of the change log. Immutable; compact, since a gateway may hold a
 * million: organizations, permission sets and bounds are shared.
 *
 * @param secretId the public id under which the secret is found
 * @param digest of the whole key; whoever presents a key with another digest has no grant
 * @param ownerUserId whose identity a key of kind {@link KeyKind#USER} has; null for an organization's
 * @param role of the owner, or the one that an organization key was made with; null for a chosen set, and for a key that
 *     acts as somebody
 * @param actor the user that an organization key acts as; null mostly
 * @param expiresAtMillis since the epoch, for people; 0: never
 * @param expiresInMillis from the snapshot, for the monotonic clock: count it from before the question left; 0: never
 * @param sequence of the snapshot that answered (Revocation: Fence)
 */
public record Grant(
        String secretId,
        KeyDigest digest,
        UUID keyId,
        String keyName,
        KeyKind kind,
        Organization organization,
        @Nullable UUID ownerUserId,
        @Nullable String role,
        @Nullable Actor actor,
        Permissions permissions,
        Bounds bounds,
        long expiresAtMillis,
        long expiresInMillis,
        long sequence) {
    private static final String IMPERSONATE = "users:impersonate";

    public Grant {
        if (actor != null && ownerUserId != null) {
            throw new IllegalArgumentException("A user's key acts as nobody else");
        }
    }

    /** Everything that this grant rests on: a change to one of them ends it. */
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>(4);
        subjects.add(Subject.secret(secretId));
        subjects.add(Subject.key(keyId));
        subjects.add(Subject.organization(organization.id()));
        UUID user = userId();
        if (user != null) {
            subjects.add(Subject.user(user));
        }
        return subjects;
    }

    /** The one user that this rests on: the owner, or whom the key acts as. A key with an owner acts as nobody else. */
    public @Nullable UUID userId() {
        return actor == null ? ownerUserId : actor.userId();
    }

    /** Whether the key may act as a user of its organization. Never a user's own key, whatever its owner holds. */
    public boolean mayActAsUsers() {
        return kind == KeyKind.ORGANIZATION && permissions.contains(IMPERSONATE);
    }

    /** This key acting as a user: it holds what both hold, within the same bounds, and no role. */
    public Grant actingAs(Actor user, Permissions theirs) {
        return new Grant(
                secretId,
                digest,
                keyId,
                keyName,
                kind,
                organization,
                ownerUserId,
                null,
                user,
                permissions.and(theirs),
                bounds,
                expiresAtMillis,
                expiresInMillis,
                sequence);
    }

    /** A user of the key's organization, by the name held when the grant was read. */
    public record Actor(UUID userId, String name) {}
}
