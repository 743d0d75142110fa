package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.auth.UserRole;
import java.util.List;
import java.util.UUID;

/** Nobody manages somebody who may do more than they do themselves, and nobody hands out such a role. */
final class RoleAssignmentRules {
    private static final List<String> INVITING =
            List.of(Permissions.INVITATIONS_CREATE, Permissions.INVITATIONS_UPDATE, Permissions.USERS_CREATE);

    private RoleAssignmentRules() {}

    /** Whether the caller may give somebody this role, or 403. */
    static void requireMayAssign(Principal caller, UserRole role, UUID organizationId) {
        if (role != UserRole.USER) {
            AccessRules.require(caller, Permissions.ROLES_ASSIGN, organizationId);
        }
        requireMayManage(caller, role, organizationId);
    }

    /** Whether the caller may change somebody who has this role, or 403. */
    static void requireMayManage(Principal caller, UserRole role, UUID organizationId) {
        if (role == UserRole.PLATFORM_ADMIN) {
            AccessRules.requirePlatformAdmin(caller);
        }
        AccessRules.requireMayGrant(caller, role.permissions(), organizationId);
    }

    /**
     * Whether the caller may change the address or the identity by which somebody signs in, or 403. Nobody but a platform admin
     * does so to an admin who has signed in: the caller could sign in as their peer, and the log would name the peer. One's own
     * address is changed in a session, because a key of one's own may be in other hands.
     */
    static void requireMayChangeSignIn(Principal caller, User user) {
        boolean own = user.id().equals(caller.userId());
        boolean peer = user.role() != UserRole.USER && user.addressClaimed() && !AccessRules.isPlatformAdmin(caller);
        if (own ? caller.keyId() != null : peer) {
            throw Problem.forbidden(ErrorCode.NOT_ALLOWED).exception();
        }
    }

    /** Whether the caller may send somebody a link to this role. */
    static boolean mayInvite(Principal caller, UserRole role, UUID organizationId) {
        return INVITING.stream().anyMatch(permission -> AccessRules.holds(caller, permission, organizationId))
                && (role == UserRole.USER || AccessRules.holds(caller, Permissions.ROLES_ASSIGN, organizationId))
                && (role != UserRole.PLATFORM_ADMIN || AccessRules.isPlatformAdmin(caller))
                && AccessRules.mayGrant(caller, role.permissions(), organizationId);
    }
}
