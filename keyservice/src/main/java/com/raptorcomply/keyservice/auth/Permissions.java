package com.raptorcomply.keyservice.auth;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Lists every permission. The API, the admin pages and the OpenAPI document use this table. */
public final class Permissions {
    public static final String API_KEYS_READ = "api-keys:read";
    public static final String API_KEYS_CREATE = "api-keys:create";
    public static final String API_KEYS_UPDATE = "api-keys:update";
    public static final String API_KEYS_REVOKE = "api-keys:revoke";
    public static final String API_KEYS_ROTATE_SELF = "api-keys:rotate-self";
    public static final String ACCESS_CONTROL_READ = "access-control:read";
    public static final String ACCESS_CONTROL_WRITE = "access-control:write";
    public static final String IMPERSONATE = "users:impersonate";
    public static final String ORGANIZATION_READ = "organization:read";
    public static final String ORGANIZATION_UPDATE = "organization:update";
    public static final String USERS_READ = "users:read";
    public static final String USERS_CREATE = "users:create";
    public static final String USERS_UPDATE = "users:update";
    public static final String USERS_DELETE = "users:delete";
    public static final String ROLES_ASSIGN = "roles:assign";
    public static final String INVITATIONS_READ = "invitations:read";
    public static final String INVITATIONS_CREATE = "invitations:create";
    public static final String INVITATIONS_UPDATE = "invitations:update";
    public static final String INVITATIONS_DELETE = "invitations:delete";
    public static final String ACTIVITY_READ = "activity:read";

    private static final List<Permission> TABLE = List.of(
            permission("facilities:read", "See facilities"),
            permission("facilities:create", "Add facilities"),
            permission("facilities:update", "Change facilities"),
            permission("facilities:delete", "Delete facilities"),
            permission("control-centers:read", "See control centers"),
            permission("control-centers:create", "Add control centers"),
            permission("control-centers:update", "Change control centers and assign facilities to them"),
            permission("control-centers:delete", "Delete control centers"),
            permission("cyber-systems:read", "See cyber systems"),
            permission("cyber-systems:create", "Add cyber systems"),
            permission("cyber-systems:update", "Change cyber systems"),
            permission("cyber-systems:delete", "Delete cyber systems"),
            permission("cyber-assets:read", "See cyber assets and export them"),
            permission("cyber-assets:create", "Add and import cyber assets"),
            permission("cyber-assets:update", "Change cyber assets and move them between systems"),
            permission("cyber-assets:delete", "Delete cyber assets"),
            permission("physical-areas:read", "See physical areas"),
            permission("physical-areas:create", "Add physical areas"),
            permission("physical-areas:update", "Change physical areas and the assets in them"),
            permission("physical-areas:delete", "Delete physical areas"),
            permission("changes:read", "Follow the changes of all records that the caller may see"),
            permission("evidence:read", "See evidence"),
            permission("evidence:write", "Add and remove evidence"),
            permission("files:read", "Download files"),
            permission("files:write", "Upload files and new versions of them, and remove files"),
            permission("tasks:read", "See tasks"),
            permission("tasks:write", "Add, change, reassign and complete tasks"),
            permission("training:read", "See training modules and assignments"),
            permission("training:write", "Add, assign and complete training"),
            permission("policy-documents:read", "See policy documents"),
            permission("policy-documents:write", "Write and submit policy documents, and delete drafts"),
            permission("policy-documents:approve", "Approve policy documents and take them back to draft"),
            permission("cip-senior-managers:read", "See the CIP Senior Manager and the written delegations"),
            permission("cip-senior-managers:write", "Assign the CIP Senior Manager and record delegations"),
            permission(
                    "personnel-risk-assessments:read",
                    "See when users were assessed, and when the next assessment is due"),
            permission("personnel-risk-assessments:write", "Record the dates of personnel risk assessments"),
            permission("links:read", "See and resolve links"),
            permission("links:write", "Add and remove links"),
            permission(ORGANIZATION_READ, "See the organization's settings"),
            permission(ORGANIZATION_UPDATE, "Change the organization's settings"),
            permission(USERS_READ, "See the organization's users"),
            permission(USERS_CREATE, "Add users"),
            permission(USERS_UPDATE, "Change, disable and enable users"),
            permission(USERS_DELETE, "Delete users"),
            permission(IMPERSONATE, "Can impersonate: act as a user of the same organization"),
            permission(INVITATIONS_READ, "See invitations"),
            permission(INVITATIONS_CREATE, "Invite people"),
            permission(INVITATIONS_UPDATE, "Resend invitations"),
            permission(INVITATIONS_DELETE, "Cancel invitations"),
            permission(ROLES_ASSIGN, "Give users another role"),
            permission(ACCESS_CONTROL_READ, "See the restrictions of keys and users"),
            permission(ACCESS_CONTROL_WRITE, "Restrict keys and users, and lift restrictions"),
            permission(API_KEYS_READ, "See the organization's API keys, never their secrets"),
            permission(API_KEYS_CREATE, "Create organization keys with no more permissions than the caller has"),
            permission(API_KEYS_UPDATE, "Change and rotate organization keys with no more permissions than the caller"),
            permission(API_KEYS_REVOKE, "Revoke API keys and their secrets"),
            permission(API_KEYS_ROTATE_SELF, "Rotate the secret of the calling key"),
            permission(ACTIVITY_READ, "See the activity log"),
            permission("traces:read", "See traces of requests"));

    private static final Map<String, Permission> BY_NAME =
            TABLE.stream().collect(toUnmodifiableMap(Permission::name, each -> each));

    private Permissions() {}

    /** Returns all permissions in display order. */
    public static List<Permission> table() {
        return TABLE;
    }

    /** Returns true if a permission has exactly this name. */
    public static boolean exists(String name) {
        return BY_NAME.containsKey(name);
    }

    /**
     * Returns the names as an unmodifiable set in alphabetical order, the form in which sets are stored and compared.
     */
    public static SortedSet<String> sorted(Collection<String> names) {
        return java.util.Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    private static Permission permission(String name, String meaning) {
        return new Permission(name, meaning);
    }
}
