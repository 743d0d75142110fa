package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.auth.UserRole;
import java.util.List;
import java.util.UUID;

/**
 * Decides which callers may manage users of a role or assign the role. No caller manages a user with more permissions
 * than its own, or assigns such a role.
 */
final class RoleAssignmentRules {
    private static final List<String> INVITING =
            List.of(Permissions.INVITATIONS_CREATE, Permissions.INVITATIONS_UPDATE, Permissions.USERS_CREATE);

    private RoleAssignmentRules() {}

    /** Fails with 403 unless the caller may assign this role. */
    static void requireMayAssign(Principal caller, UserRole role, UUID organizationId) {
        if (role != UserRole.USER) {
            AccessRules.require(caller, Permissions.ROLES_ASSIGN, organizationId);
        }
        requireMayManage(caller, role, organizationId);
    }

    /** Fails with 403 unless the caller may change a user with this role. */
    static void requireMayManage(Principal caller, UserRole role, UUID organizationId) {
        if (role == UserRole.PLATFORM_ADMIN) {
            AccessRules.requirePlatformAdmin(caller);
        }
        AccessRules.requireMayGrant(caller, role.permissions(), organizationId);
    }

    /**
     * Fails with 403 unless the caller may change the user's address or identity for sign-in. Only a platform admin may
     * do so for an admin who has signed in: another admin could sign in as that peer, and the log would name the peer.
     * A user's own address is changed in a session, because a stolen key must not be able to change it.
     */
    static void requireMayChangeSignIn(Principal caller, User user) {
        boolean own = user.id().equals(caller.userId());
        boolean peer = user.role() != UserRole.USER && user.addressClaimed() && !AccessRules.isPlatformAdmin(caller);
        if (own ? caller.keyId() != null : peer) {
            throw Problem.forbidden(ErrorCode.NOT_ALLOWED).exception();
        }
    }

    /** Returns true if the caller may invite a user with this role. */
    static boolean mayInvite(Principal caller, UserRole role, UUID organizationId) {
        return INVITING.stream().anyMatch(permission -> AccessRules.holds(caller, permission, organizationId))
                && (role == UserRole.USER || AccessRules.holds(caller, Permissions.ROLES_ASSIGN, organizationId))
                && (role != UserRole.PLATFORM_ADMIN || AccessRules.isPlatformAdmin(caller))
                && AccessRules.mayGrant(caller, role.permissions(), organizationId);
    }
}
