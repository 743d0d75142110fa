package com.raptorcomply.keyservice.auth;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.client.grant.EffectivePermissions;
import io.vertx.ext.auth.authorization.OrAuthorization;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import io.vertx.ext.auth.authorization.RoleBasedAuthorization;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides which caller may do what to which key, user and organization; no other class does. A resource that the caller
 * may not know to exist gives 404; a known but forbidden one gives 403.
 */
public final class AccessRules {
    private static final RoleBasedAuthorization PLATFORM_ADMIN =
            RoleBasedAuthorization.create(UserRole.PLATFORM_ADMIN.label());

    private AccessRules() {}

    public static boolean isPlatformAdmin(Principal caller) {
        return PLATFORM_ADMIN.match(caller.user());
    }

    public static void requirePlatformAdmin(Principal caller) {
        require(isPlatformAdmin(caller));
    }

    /**
     * Returns true if the caller holds the permission in that organization. Platform admins hold every permission
     * everywhere.
     */
    public static boolean holds(Principal caller, String permission, UUID organizationId) {
        return OrAuthorization.create()
                .addAuthorization(
                        PermissionBasedAuthorization.create(permission).setResource(organizationId.toString()))
                .addAuthorization(PLATFORM_ADMIN)
                .match(caller.user());
    }

    /** Fails with 403 unless {@link #holds} returns true. */
    public static void require(Principal caller, String permission, UUID organizationId) {
        if (!holds(caller, permission, organizationId)) {
            throw Problem.permissionMissing(permission).exception();
        }
    }

    /**
     * Returns true if the caller can use the permission on at least one record of its organization. Restrictions can
     * remove a permission entirely.
     */
    public static boolean canUse(Principal caller, String permission) {
        return holds(caller, permission, caller.organizationId())
                && EffectivePermissions.isLeft(permission, caller.restrictions());
    }

    /** Returns the names of the permissions that the caller can use, sorted. */
    public static List<String> usable(Principal caller) {
        return Permissions.table().stream()
                .map(Permission::name)
                .filter(name -> canUse(caller, name))
                .sorted()
                .toList();
    }

    /** Returns the organization to act in: the caller's own, or the one that a platform admin names. */
    public static UUID organization(Principal caller, Optional<UUID> named) {
        UUID organizationId = named.orElse(caller.organizationId());
        require(organizationId.equals(caller.organizationId()) || isPlatformAdmin(caller));
        return organizationId;
    }

    /** Returns the only organization whose records the caller may find; null for platform admins, who find all. */
    public static @Nullable UUID reach(Principal caller) {
        return isPlatformAdmin(caller) ? null : caller.organizationId();
    }

    /** Returns the scope of keys that the caller sees; fails with 403 if it may see none. */
    public static KeyScope visibleKeys(Principal caller) {
        if (isPlatformAdmin(caller)) {
            return new KeyScope.Everywhere();
        }
        if (holds(caller, Permissions.API_KEYS_READ, caller.organizationId())) {
            return new KeyScope.Organization(caller.organizationId());
        }
        UUID owner = caller.userId();
        if (owner == null) {
            throw Problem.permissionMissing(Permissions.API_KEYS_READ).exception();
        }
        return new KeyScope.Owner(caller.organizationId(), owner);
    }

    /**
     * Fails with 403 if the caller grants a permission that it does not fully hold. A restricted caller holds no
     * permission fully, so it can grant none.
     */
    public static void requireMayGrant(Principal caller, Collection<String> permissions, UUID organizationId) {
        require(mayGrant(caller, permissions, organizationId));
    }

    /** Returns true if {@link #requireMayGrant} would pass. */
    public static boolean mayGrant(Principal caller, Collection<String> permissions, UUID organizationId) {
        return permissions.isEmpty()
                || (!caller.restricted() && permissions.stream().allMatch(each -> holds(caller, each, organizationId)));
    }

    /** Requires that the caller may create some kind of key; used before the kind is known. */
    public static void requireMayMintAny(Principal caller) {
        boolean forThemselves = caller.userId() != null && (caller.keyId() == null || !caller.restricted());
        if (!forThemselves) {
            require(caller, Permissions.API_KEYS_CREATE, caller.organizationId());
        }
    }

    /**
     * Requires that the caller may create an organization key with these permissions. A restricted caller may create
     * none.
     */
    public static void requireMayMint(Principal caller, Collection<String> permissions, UUID organizationId) {
        require(caller, Permissions.API_KEYS_CREATE, organizationId);
        require(!caller.restricted());
        requireMayGrant(caller, permissions, organizationId);
    }

    /**
     * Requires that the caller may create a user key for itself. A restricted key may not, because the new key would
     * not have its restrictions.
     */
    public static UUID requireMayMintForThemselves(Principal caller) {
        require(caller.keyId() == null || !caller.restricted());
        return requirePerson(caller);
    }

    /** Requires that the caller is a user, for actions that users do for themselves only. */
    public static UUID requirePerson(Principal caller) {
        UUID userId = caller.userId();
        if (userId == null) {
            throw Problem.forbidden(ErrorCode.NOT_ALLOWED).exception();
        }
        return userId;
    }

    /** Requires that the caller is a user in a session. A user key is not enough. */
    public static UUID requireSession(Principal caller) {
        require(caller.keyId() == null);
        return requirePerson(caller);
    }

    /** Requires that the caller may change or revoke a key: as its owner, or by the permission in its organization. */
    public static void requireMayChange(
            Principal caller, String permission, UUID organizationId, @Nullable UUID ownerUserId) {
        boolean owns = ownerUserId != null && ownerUserId.equals(caller.userId());
        require(owns || holds(caller, permission, organizationId));
    }

    /**
     * Applies {@link #requireMayChange} and two rules more. No key changes its own attributes, because a leaked key
     * could extend its expiry. No caller changes a key of another owner that may do more than the caller.
     *
     * @param permissions the permissions that the key holds
     */
    public static void requireMayChangeTerms(
            Principal caller,
            UUID keyId,
            Collection<String> permissions,
            UUID organizationId,
            @Nullable UUID ownerUserId) {
        require(!keyId.equals(caller.keyId()));
        requireMayChange(caller, Permissions.API_KEYS_UPDATE, organizationId, ownerUserId);
        if (ownerUserId == null || !ownerUserId.equals(caller.userId())) {
            requireMayGrant(caller, permissions, organizationId);
        }
    }

    /**
     * Requires that the caller may restrict a key or lift its restrictions. A key's own restrictions are never its to
     * change.
     */
    public static void requireMayRestrict(
            Principal caller, UUID keyId, UUID organizationId, @Nullable UUID ownerUserId) {
        require(!keyId.equals(caller.keyId()));
        require(ownerUserId == null || !ownerUserId.equals(caller.userId()));
        requireMayRestrictOthers(caller, organizationId);
    }

    /**
     * Requires that the caller is not restricted itself, because a restricted caller may neither restrict nor free
     * others.
     */
    public static void requireMayRestrictOthers(Principal caller, UUID organizationId) {
        require(!caller.restricted());
        require(caller, Permissions.ACCESS_CONTROL_WRITE, organizationId);
    }

    /**
     * Requires that the caller may see a new secret of a key. For a user key that is its owner only, else a caller that
     * could have created such a key.
     */
    public static void requireMayRotate(
            Principal caller, Collection<String> permissions, UUID organizationId, @Nullable UUID ownerUserId) {
        if (ownerUserId != null) {
            require(ownerUserId.equals(caller.userId()));
            requireMayMintForThemselves(caller);
            return;
        }
        require(caller, Permissions.API_KEYS_UPDATE, organizationId);
        requireMayGrant(caller, permissions, organizationId);
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw Problem.forbidden(ErrorCode.NOT_ALLOWED).exception();
        }
    }
}
