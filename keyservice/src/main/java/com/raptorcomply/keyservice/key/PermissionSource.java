package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.UserRole;
import java.util.Collection;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Where a key's permissions come from. */
public sealed interface PermissionSource {

    /** A set fixed when it was chosen. */
    record Chosen(@Nullable KeyRole role, SortedSet<String> permissions) implements PermissionSource {
        public static Chosen of(Collection<String> permissions) {
            return new Chosen(null, Permissions.sorted(permissions));
        }
    }

    /** All of its organization, whatever permissions there are at the time of the call. */
    record SuperKey() implements PermissionSource {}

    /** What the owner holds at the time of the call. */
    record OfOwner() implements PermissionSource {}

    /** The ready-made set of a role. */
    static PermissionSource of(KeyRole role) {
        return role == KeyRole.ORG_SUPER ? new SuperKey() : new Chosen(role, role.permissions());
    }

    /**
     * The permissions held now.
     *
     * @param ownerRole of a user key's owner, else null
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

    /** The role that the key was made with, if any. */
    default @Nullable KeyRole role() {
        if (this instanceof Chosen chosen) {
            return chosen.role();
        }
        return this instanceof SuperKey ? KeyRole.ORG_SUPER : null;
    }
}
