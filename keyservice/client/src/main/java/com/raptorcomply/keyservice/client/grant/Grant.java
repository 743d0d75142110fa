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
 * @param role of the owner, or the one that an organization key was made with; null for a chosen set
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
        Permissions permissions,
        Bounds bounds,
        long expiresAtMillis,
        long expiresInMillis,
        long sequence) {

    /** Everything that this grant rests on: a change to one of them ends it. */
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>(4);
        subjects.add(Subject.secret(secretId));
        subjects.add(Subject.key(keyId));
        subjects.add(Subject.organization(organization.id()));
        if (ownerUserId != null) {
            subjects.add(Subject.user(ownerUserId));
        }
        return subjects;
    }
}
