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
 * What one secret of a key allows, as of one sequence of the change log. Immutable.
 *
 * <p>Compact, since a gateway may hold a million: digest and ids are numbers, the name is bytes, and what the grants of an
 * organization have in common is one object. So {@link #digest}, {@link #keyId}, {@link #keyName} and the like make an object
 * at each call; what a cached grant is asked on every request does not.
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
    private final SharedAttributes profile;
    private final long sequence;

    /**
     * A grant.
     *
     * @param secretId the public id under which the secret is found, 11 base62 characters
     * @param digest of the whole key; whoever presents a key with another digest has no grant
     * @param ownerUserId whose identity a key of kind {@link KeyKind#USER} has; null for an organization's
     * @param role of the owner, or the one that an organization key was made with; null for a chosen set, and for a key that
     *     acts as somebody
     * @param actor the user that an organization key acts as; null mostly
     * @param expiresAtMillis since the epoch, for people; 0: never
     * @param expiresInMillis from the snapshot, for the monotonic clock: count it from before the question left; 0: never
     * @param sequence of the snapshot that answered (Revocation: Fence)
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
            SharedAttributes profile,
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
        this.profile = profile;
        this.sequence = sequence;
    }

    private static @Nullable UUID user(@Nullable UUID ownerUserId, @Nullable Actor actor) {
        if (actor != null && ownerUserId != null) {
            throw new IllegalArgumentException("A user's key acts as nobody else");
        }
        return actor == null ? ownerUserId : actor.userId();
    }

    /** Whether whoever presents a key with this digest has this grant; in constant time. */
    public boolean isFor(KeyDigest presented) {
        return presented.matches(digest0, digest1, digest2, digest3);
    }

    /** Where grants are found by. */
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
        return profile.kind();
    }

    public Organization organization() {
        return profile.organization();
    }

    public @Nullable UUID ownerUserId() {
        return actsAsSomebody() ? null : userId();
    }

    public @Nullable String role() {
        return profile.role();
    }

    public @Nullable Actor actor() {
        UUID user = userId();
        String name = profile.actorName();
        return name == null || user == null ? null : new Actor(user, name);
    }

    public Permissions permissions() {
        return profile.permissions();
    }

    public GrantConstraints bounds() {
        return profile.bounds();
    }

    public long expiresAtMillis() {
        return profile.expiresAtMillis();
    }

    public long expiresInMillis() {
        return profile.expiresInMillis();
    }

    public long sequence() {
        return sequence;
    }

    /** About how much more heap it takes than a grant without bounds and with a short name, in bytes. */
    public int heapBytesBeyond() {
        return keyName.length + bounds().heapBytes();
    }

    /** Everything that this grant rests on: a change to one of them ends it. */
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

    /** {@link Subject#hash} of the key's id, without an object for it. */
    public long keyHash() {
        return Subject.hash(keyIdHigh, keyIdLow);
    }

    /** {@link Subject#hash} of the {@link #userId}, without an object for it; of the key's id where there is no user. */
    public long userHash() {
        return hasUser() ? Subject.hash(userIdHigh, userIdLow) : keyHash();
    }

    /** The one user that this rests on: the owner, or whom the key acts as. A key with an owner acts as nobody else. */
    public @Nullable UUID userId() {
        return hasUser() ? new UUID(userIdHigh, userIdLow) : null;
    }

    /** Whether the key may act as a user of its organization. Never a user's own key, whatever its owner holds. */
    public boolean mayActAsUsers() {
        return kind() == KeyKind.ORGANIZATION && permissions().contains(IMPERSONATE);
    }

    /** This key acting as a user: it holds what both hold, within the same bounds, and no role. */
    public Grant actingAs(Actor user, Permissions theirs) {
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
                        permissions().and(theirs),
                        bounds(),
                        Own.of(user.name(), expiresAtMillis(), expiresInMillis())),
                sequence);
    }

    /** The nil UUID is nobody's. */
    private boolean hasUser() {
        return (userIdHigh | userIdLow) != 0;
    }

    private boolean actsAsSomebody() {
        return profile.actorName() != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Grant grant
                && secret.equals(grant.secret)
                && digest().equals(grant.digest())
                && keyId().equals(grant.keyId())
                && Arrays.equals(keyName, grant.keyName)
                && Objects.equals(userId(), grant.userId())
                && profile.equals(grant.profile)
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

    /** A user of the key's organization, by the name held when the grant was read. */
    public record Actor(UUID userId, String name) {}
}
