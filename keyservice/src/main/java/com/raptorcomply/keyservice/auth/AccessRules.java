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
 * The one place that decides who may do what to which key, user and organization. What a caller may not know to exist
 * is 404, what it may know but not do is 403.
 */
public final class AccessRules {
    private static final RoleBasedAuthorization PLATFORM_ADMIN =
            RoleBasedAuthorization.create(UserRole.PLATFORM_ADMIN.label());

    private AccessRules() {}

    public static boolean isPlatformAdmin(Principal caller) {
        return PLATFORM_ADMIN.match(caller.user());
    }

    /** Only for platform admins. */
    public static void requirePlatformAdmin(Principal caller) {
        require(isPlatformAdmin(caller));
    }

    /** Whether the caller holds the permission in that organization; platform admins hold every one, everywhere. */
    public static boolean holds(Principal caller, String permission, UUID organizationId) {
        return OrAuthorization.create()
                .addAuthorization(
                        PermissionBasedAuthorization.create(permission).setResource(organizationId.toString()))
                .addAuthorization(PLATFORM_ADMIN)
                .match(caller.user());
    }

    /** As {@link #holds}, or 403. */
    public static void require(Principal caller, String permission, UUID organizationId) {
        if (!holds(caller, permission, organizationId)) {
            throw Problem.permissionMissing(permission).exception();
        }
    }

    /** Whether the caller can use the permission on some record of its own organization: restrictions take some away whole. */
    public static boolean canUse(Principal caller, String permission) {
        return holds(caller, permission, caller.organizationId())
                && EffectivePermissions.isLeft(permission, caller.restrictions());
    }

    /** The names of all permissions that the caller can use, sorted. */
    public static List<String> usable(Principal caller) {
        return Permissions.table().stream()
                .map(Permission::name)
                .filter(name -> canUse(caller, name))
                .sorted()
                .toList();
    }

    /** The organization to act in: the caller's own, or the one that a platform admin names. */
    public static UUID organization(Principal caller, Optional<UUID> named) {
        UUID organizationId = named.orElse(caller.organizationId());
        require(organizationId.equals(caller.organizationId()) || isPlatformAdmin(caller));
        return organizationId;
    }

    /** The one organization whose records the caller may find; null for platform admins, who find all. */
    public static @Nullable UUID reach(Principal caller) {
        return isPlatformAdmin(caller) ? null : caller.organizationId();
    }

    /** The keys that the caller sees, or 403 if it may not see any. */
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
     * Nobody hands out, through a key or a person made or changed, what they do not hold themselves. Who is restricted holds
     * no permission to the full, so they hand out none.
     */
    public static void requireMayGrant(Principal caller, Collection<String> permissions, UUID organizationId) {
        require(mayGrant(caller, permissions, organizationId));
    }

    /** As {@link #requireMayGrant} decides. */
    public static boolean mayGrant(Principal caller, Collection<String> permissions, UUID organizationId) {
        return permissions.isEmpty()
                || (!caller.restricted() && permissions.stream().allMatch(each -> holds(caller, each, organizationId)));
    }

    /** Makes a key of any kind: decided before it is known which. */
    public static void requireMayMintAny(Principal caller) {
        boolean forThemselves = caller.userId() != null && (caller.keyId() == null || !caller.restricted());
        if (!forThemselves) {
            require(caller, Permissions.API_KEYS_CREATE, caller.organizationId());
        }
    }

    /** Makes an organization key with these permissions; who is restricted makes none at all. */
    public static void requireMayMint(Principal caller, Collection<String> permissions, UUID organizationId) {
        require(caller, Permissions.API_KEYS_CREATE, organizationId);
        require(!caller.restricted());
        requireMayGrant(caller, permissions, organizationId);
    }

    /** A user key is made by its owner only; not through a restricted one, whose restrictions it would not have. */
    public static UUID requireMayMintForThemselves(Principal caller) {
        require(caller.keyId() == null || !caller.restricted());
        return requirePerson(caller);
    }

    /** What people do for themselves only, so the caller must be one. */
    public static UUID requirePerson(Principal caller) {
        UUID userId = caller.userId();
        if (userId == null) {
            throw Problem.forbidden(ErrorCode.NOT_ALLOWED).exception();
        }
        return userId;
    }

    /** A person in a session: not even a key of theirs will do. */
    public static UUID requireSession(Principal caller) {
        require(caller.keyId() == null);
        return requirePerson(caller);
    }

    /** Changes or revokes a key: its owner, or who holds the permission in its organization. */
    public static void requireMayChange(
            Principal caller, String permission, UUID organizationId, @Nullable UUID ownerUserId) {
        boolean owns = ownerUserId != null && ownerUserId.equals(caller.userId());
        require(owns || holds(caller, permission, organizationId));
    }

    /**
     * As {@link #requireMayChange}; but no key changes its own terms, else a leaked one could outlive its expiry, and nobody
     * another's key that may do more than they.
     *
     * @param permissions that the key holds
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

    /** Restricts a key, or lifts what restricts it: never one's own. */
    public static void requireMayRestrict(
            Principal caller, UUID keyId, UUID organizationId, @Nullable UUID ownerUserId) {
        require(!keyId.equals(caller.keyId()));
        require(ownerUserId == null || !ownerUserId.equals(caller.userId()));
        requireMayRestrictOthers(caller, organizationId);
    }

    /** Who is restricted neither restricts others nor frees them. */
    public static void requireMayRestrictOthers(Principal caller, UUID organizationId) {
        require(!caller.restricted());
        require(caller, Permissions.ACCESS_CONTROL_WRITE, organizationId);
    }

    /** Sees a new secret of a key: of a user key its owner only, else who could have made such a key. */
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
