package com.raptorcomply.keyservice.client.grant;

import com.raptorcomply.keyservice.client.grant.SharedAttributes.Own;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import com.raptorcomply.keyservice.client.key.SecretId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds what one secret of a key allows, as of one sequence of the change log. Immutable.
 *
 * <p>Compact, because a gateway may hold a million grants: digest and ids are numbers, the name is bytes, and grants of
 * an organization share their common attributes. {@link #digest}, {@link #keyId}, {@link #keyName} and similar methods
 * therefore allocate at each call. Those that every request calls do not.
 */
public final class Grant {
    private static final String IMPERSONATE = "users:impersonate";

    private final SecretId secret;
    private final long digest0;
    private final long digest1;
    private final long digest2;
    private final long digest3;
    private final long keyIdHigh;
    private final long keyIdLow;
    private final long userIdHigh;
    private final long userIdLow;
    private final byte[] keyName;
    private final SharedAttributes attributes;
    private final long sequence;

    /**
     * Creates a grant.
     *
     * @param secretId the secret's public id, 11 base62 characters
     * @param digest of the whole key; the grant does not apply to a key with another digest
     * @param ownerUserId the owner of a key of kind {@link KeyKind#USER}; null for an organization's key
     * @param role the owner's role, or the role that an organization key was created with; null for a key with a chosen
     *     set of permissions and for a key that acts as a user
     * @param actor the user that an organization key acts as; null if it acts as itself
     * @param expiresAtMillis since the epoch, for display; 0: never
     * @param expiresInMillis from the snapshot, for the monotonic clock; count from before the request was sent. 0 for a
     *     grant that never expires, and for one whose last millisecond has begun
     * @param sequence of the database snapshot that was read (Revocation: Fence)
     */
    public Grant(
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
            GrantConstraints bounds,
            long expiresAtMillis,
            long expiresInMillis,
            long sequence) {
        this(
                SecretId.of(secretId),
                digest,
                keyId,
                keyName.getBytes(StandardCharsets.UTF_8),
                user(ownerUserId, actor),
                new SharedAttributes(
                                kind,
                                organization,
                                role,
                                permissions,
                                bounds,
                                Own.of(actor == null ? null : actor.name(), expiresAtMillis, expiresInMillis))
                        .shared(),
                sequence);
    }

    private Grant(
            SecretId secret,
            KeyDigest digest,
            UUID keyId,
            byte[] keyName,
            @Nullable UUID userId,
            SharedAttributes attributes,
            long sequence) {
        this.secret = secret;
        this.digest0 = digest.word(0);
        this.digest1 = digest.word(1);
        this.digest2 = digest.word(2);
        this.digest3 = digest.word(3);
        this.keyIdHigh = keyId.getMostSignificantBits();
        this.keyIdLow = keyId.getLeastSignificantBits();
        this.userIdHigh = userId == null ? 0 : userId.getMostSignificantBits();
        this.userIdLow = userId == null ? 0 : userId.getLeastSignificantBits();
        this.keyName = keyName;
        this.attributes = attributes;
        this.sequence = sequence;
    }

    private static @Nullable UUID user(@Nullable UUID ownerUserId, @Nullable Actor actor) {
        if (actor != null && ownerUserId != null) {
            throw new IllegalArgumentException("A user's key cannot act as another user");
        }
        return actor == null ? ownerUserId : actor.userId();
    }

    /** Returns true if the grant applies to a key with this digest. Compares in constant time. */
    public boolean isFor(KeyDigest presented) {
        return presented.matches(digest0, digest1, digest2, digest3);
    }

    /** Returns the secret's public id, the cache key of grants. */
    public SecretId secret() {
        return secret;
    }

    public String secretId() {
        return secret.toString();
    }

    public KeyDigest digest() {
        return KeyDigest.ofWords(digest0, digest1, digest2, digest3);
    }

    public UUID keyId() {
        return new UUID(keyIdHigh, keyIdLow);
    }

    public String keyName() {
        return new String(keyName, StandardCharsets.UTF_8);
    }

    public KeyKind kind() {
        return attributes.kind();
    }

    public Organization organization() {
        return attributes.organization();
    }

    public @Nullable UUID ownerUserId() {
        return actsAsUser() ? null : userId();
    }

    public @Nullable String role() {
        return attributes.role();
    }

    public @Nullable Actor actor() {
        UUID user = userId();
        String name = attributes.actorName();
        return name == null || user == null ? null : new Actor(user, name);
    }

    public Permissions permissions() {
        return attributes.permissions();
    }

    public GrantConstraints bounds() {
        return attributes.bounds();
    }

    public long expiresAtMillis() {
        return attributes.expiresAtMillis();
    }

    public long expiresInMillis() {
        return attributes.expiresInMillis();
    }

    public long sequence() {
        return sequence;
    }

    /**
     * Returns the additional heap compared with a grant without constraints and with a short name, in bytes,
     * approximately.
     */
    public int heapBytesBeyond() {
        return keyName.length + bounds().heapBytes();
    }

    /** Returns the subjects whose change ends this grant. */
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>(4);
        subjects.add(Subject.secret(secretId()));
        subjects.add(Subject.key(keyId()));
        subjects.add(Subject.organization(organization().id()));
        UUID user = userId();
        if (user != null) {
            subjects.add(Subject.user(user));
        }
        return subjects;
    }

    /** Returns {@link Subject#hash} of the key's id without allocating the id. */
    public long keyHash() {
        return Subject.hash(keyIdHigh, keyIdLow);
    }

    /**
     * Returns {@link Subject#hash} of the {@link #userId} without allocating it; that of the key's id if there is no
     * user.
     */
    public long userHash() {
        return hasUser() ? Subject.hash(userIdHigh, userIdLow) : keyHash();
    }

    /**
     * Returns the user that the grant rests on: the key's owner, or the user that the key acts as. Never both, because
     * a user's key cannot act as another user.
     *
     * @return null if there is neither
     */
    public @Nullable UUID userId() {
        return hasUser() ? new UUID(userIdHigh, userIdLow) : null;
    }

    /**
     * Returns true if the key may act as a user of its organization. False for a user's key, whatever its owner's
     * permissions.
     */
    public boolean mayActAsUsers() {
        return kind() == KeyKind.ORGANIZATION && permissions().contains(IMPERSONATE);
    }

    /**
     * Returns the grant for this key acting as a user: the permissions that both have, the same constraints, no role.
     */
    public Grant actingAs(Actor user, Permissions userPermissions) {
        return new Grant(
                secret,
                digest(),
                keyId(),
                keyName,
                user(ownerUserId(), user),
                new SharedAttributes(
                        kind(),
                        organization(),
                        null,
                        permissions().and(userPermissions),
                        bounds(),
                        Own.of(user.name(), expiresAtMillis(), expiresInMillis())),
                sequence);
    }

    /** The nil UUID stands for no user. */
    private boolean hasUser() {
        return (userIdHigh | userIdLow) != 0;
    }

    private boolean actsAsUser() {
        return attributes.actorName() != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Grant grant
                && secret.equals(grant.secret)
                && digest().equals(grant.digest())
                && keyId().equals(grant.keyId())
                && Arrays.equals(keyName, grant.keyName)
                && Objects.equals(userId(), grant.userId())
                && attributes.equals(grant.attributes)
                && sequence == grant.sequence;
    }

    @Override
    public int hashCode() {
        return secret.hashCode() * 31 + Long.hashCode(sequence);
    }

    @Override
    public String toString() {
        return "Grant[key " + keyId() + " of " + organization() + ", secret " + secret + ", sequence " + sequence + "]";
    }

    /** Identifies a user of the key's organization, by the name at the time of the verification. */
    public record Actor(UUID userId, String name) {}
}
