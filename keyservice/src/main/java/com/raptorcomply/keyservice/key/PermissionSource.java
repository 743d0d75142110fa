package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.UserRole;
import java.util.Collection;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The source of a key's permissions. */
public sealed interface PermissionSource {

    /** A set that was fixed when the key was created or changed. */
    record Chosen(@Nullable KeyRole role, SortedSet<String> permissions) implements PermissionSource {
        public static Chosen of(Collection<String> permissions) {
            return new Chosen(null, Permissions.sorted(permissions));
        }
    }

    /** All permissions of the organization, including ones that later versions add. */
    record SuperKey() implements PermissionSource {}

    /** The permissions that the owner holds at the time of the request. */
    record OfOwner() implements PermissionSource {}

    /** Returns the fixed set of a role. */
    static PermissionSource of(KeyRole role) {
        return role == KeyRole.ORG_SUPER ? new SuperKey() : new Chosen(role, role.permissions());
    }

    /**
     * Returns the permissions held now.
     *
     * @param ownerRole the role of a user key's owner; null for an organization key
     */
    default SortedSet<String> permissions(@Nullable UserRole ownerRole) {
        if (this instanceof Chosen chosen) {
            return chosen.permissions();
        }
        if (this instanceof SuperKey) {
            return KeyRole.ORG_SUPER.permissions();
        }
        return ownerRole == null ? Permissions.sorted(java.util.List.of()) : ownerRole.permissions();
    }

    /** Returns the role that the key was created with, or null. */
    default @Nullable KeyRole role() {
        if (this instanceof Chosen chosen) {
            return chosen.role();
        }
        return this instanceof SuperKey ? KeyRole.ORG_SUPER : null;
    }
}
