package com.raptorcomply.keyservice.auth;

import java.util.List;
import java.util.SortedSet;

/** Defines the permission sets of the roles of users and keys. */
final class Roles {
    /** Excludes organization settings, users, invitations, roles, the activity log and keys. */
    static final SortedSet<String> API_USER = Permissions.sorted(List.of(
            "facilities:read",
            "control-centers:read",
            "cyber-systems:read",
            "physical-areas:read",
            "cyber-assets:create",
            "cyber-assets:read",
            "cyber-assets:update",
            "cyber-assets:delete",
            "changes:read",
            "evidence:read",
            "evidence:write",
            "files:read",
            "files:write",
            "tasks:read",
            "tasks:write",
            "training:read",
            "training:write",
            "policy-documents:read",
            Permissions.API_KEYS_ROTATE_SELF));

    /** All permissions of one organization. */
    static final SortedSet<String> ORGANIZATION = Permissions.sorted(
            Permissions.table().stream().map(Permission::name).toList());

    private Roles() {}
}
