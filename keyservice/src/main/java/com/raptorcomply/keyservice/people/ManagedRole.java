package com.raptorcomply.keyservice.people;

import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.access.UserRole;
import java.util.UUID;

/** Nobody manages somebody who may do more than they do themselves, and nobody hands out such a role. */
final class ManagedRole {
    private ManagedRole() {}

    /** Whether the caller may give somebody this role, or 403. */
    static void requireMayAssign(Caller caller, UserRole role, UUID organizationId) {
        if (role != UserRole.USER) {
            Access.require(caller, Permissions.ROLES_ASSIGN, organizationId);
        }
        requireMayManage(caller, role, organizationId);
    }

    /** Whether the caller may change somebody who has this role, or 403. */
    static void requireMayManage(Caller caller, UserRole role, UUID organizationId) {
        if (role == UserRole.PLATFORM_ADMIN) {
            Access.requirePlatformAdmin(caller);
        }
        Access.requireMayGrant(caller, role.permissions(), organizationId);
    }
}
