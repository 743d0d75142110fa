package com.raptorcomply.resources.tenancy;

import com.raptorcomply.keyservice.stamp.Stamp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authorization.Authorization;
import io.vertx.ext.auth.authorization.Authorizations;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a request: one organization, one actor, its permissions and its places. Made from a verified stamp and
 * cached until that stamp expires. Immutable; any thread.
 */
public final class Tenant {
    private static final String PROVIDER = "stamp";
    private static final int SIGHT_BYTES = 12;
    private static final String NO_PLACES = "[][][]";
    private static final String UNRESTRICTED = digest("");

    private final Stamp stamp;
    private final User user;
    private final String restrictions;
    /** Ids as text, because each request needs them so. */
    private final String organization;

    private final String key;
    private final String sight;

    Tenant(Stamp stamp) {
        this.stamp = stamp;
        this.organization = stamp.organizationId().toString();
        this.key = stamp.keyId().toString();
        this.user = User.create(new JsonObject().put("sub", stamp.keyId().toString()));
        this.user.authorizations().put(PROVIDER, authorizations(stamp));
        this.restrictions = restrictions(stamp);
        this.sight = stamp.restrictions().isEmpty() ? UNRESTRICTED : sight(stamp);
    }

    public UUID organizationId() {
        return stamp.organizationId();
    }

    public UUID keyId() {
        return stamp.keyId();
    }

    /**
     * Returns the id of who acts: the user that the key acts as, else the key's owner, else the key. A person is the same
     * with another key.
     */
    public UUID callerId() {
        return callerId(stamp);
    }

    private static UUID callerId(Stamp stamp) {
        Stamp.Actor actor = stamp.actor();
        UUID user = actor == null ? stamp.ownerUserId() : actor.userId();
        return user == null ? stamp.keyId() : user;
    }

    /** Returns its organization's id as text. */
    String organization() {
        return organization;
    }

    /** Returns its key's id as text. */
    String key() {
        return key;
    }

    /** Returns the permissions of the caller: those of the stamp, less those that a restriction removes. */
    public Authorizations authorizations() {
        return user.authorizations();
    }

    /** Returns the verified stamp, for the activity log. */
    public Stamp stamp() {
        return stamp;
    }

    /** Returns the user for whom the caller acts: the user that the key acts as, or its owner; null without one. */
    public @Nullable UUID person() {
        Stamp.Actor actor = stamp.actor();
        return actor == null ? stamp.ownerUserId() : actor.userId();
    }

    /** Returns true if the caller sees only some places. */
    public boolean isRestricted() {
        return !restrictions.isEmpty();
    }

    /**
     * Returns a digest of the places that the caller is restricted to, the same for the same places in another order, so
     * that a client that goes on after a change of its restrictions is noticed.
     */
    public String sight() {
        return sight;
    }

    /** Restrictions without places are left out, because they limit operations only. */
    private static String sight(Stamp stamp) {
        return digest(stamp.restrictions().stream()
                .map(restriction -> sorted(restriction.facilities())
                        + sorted(restriction.controlCenters())
                        + sorted(restriction.cyberSystems()))
                .filter(places -> !places.equals(NO_PLACES))
                .sorted()
                .collect(Collectors.joining(";")));
    }

    private static String digest(String places) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(places.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, SIGHT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the value of the setting {@code app.restrictions}: JSON of ids only, empty if the caller is not
     * restricted.
     */
    String restrictions() {
        return restrictions;
    }

    /**
     * Returns the SQL that makes a transaction see only this caller's rows. It consists of ids and constants, so it
     * needs no parameters.
     */
    String settings() {
        return "SELECT set_config('app.organization_id', '" + stamp.organizationId()
                + "', true), set_config('app.restrictions', '" + restrictions + "', true)";
    }

    private static Set<Authorization> authorizations(Stamp stamp) {
        return stamp.permissions().stream()
                .filter(permission -> stamp.restrictions().stream().allMatch(r -> allows(r.operations(), permission)))
                .map(PermissionBasedAuthorization::create)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns true if a listed operation is the whole permission, or only its action, such as {@code read}. */
    private static boolean allows(List<String> operations, String permission) {
        return operations.isEmpty()
                || operations.contains(permission)
                || operations.contains(permission.substring(permission.indexOf(':') + 1));
    }

    /**
     * Leaves restrictions without places out, because they limit operations only. Adds the caller, who sees some records
     * because they are its own.
     */
    private static String restrictions(Stamp stamp) {
        JsonArray restrictions = new JsonArray();
        for (Stamp.Restriction restriction : stamp.restrictions()) {
            JsonObject places = new JsonObject()
                    .put("facilities", texts(restriction.facilities()))
                    .put("controlCenters", texts(restriction.controlCenters()))
                    .put("cyberSystems", texts(restriction.cyberSystems()));
            if (places.stream().anyMatch(kind -> !((JsonArray) kind.getValue()).isEmpty())) {
                restrictions.add(places);
            }
        }
        return restrictions.isEmpty()
                ? ""
                : restrictions
                        .add(new JsonObject().put("caller", callerId(stamp).toString()))
                        .encode();
    }

    private static String sorted(Collection<UUID> ids) {
        return new TreeSet<>(ids).toString();
    }

    private static JsonArray texts(Collection<UUID> ids) {
        return new JsonArray(ids.stream().map(UUID::toString).toList());
    }

    @Override
    public String toString() {
        return "Tenant[" + stamp.organizationId() + ", key " + stamp.keyId() + "]";
    }
}
