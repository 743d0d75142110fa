package com.raptorcomply.keyservice.auth;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The role of a user, which decides the user's permissions and the keys that the user may see and manage. */
public enum UserRole {
    /** Manages keys, users and organizations of all organizations; reads compliance data of its own only. */
    PLATFORM_ADMIN("platform_admin"),
    /** All permissions of its own organization. */
    ORG_ADMIN("org_admin"),
    /** Holds the permissions of api_user and manages its own keys only. */
    USER("user");

    private final String label;

    UserRole(String label) {
        this.label = label;
    }

    /** Returns the name in the API and the database. */
    public String label() {
        return label;
    }

    public SortedSet<String> permissions() {
        return this == USER ? Roles.API_USER : Roles.ORGANIZATION;
    }

    public static Optional<UserRole> of(String label) {
        return List.of(values()).stream()
                .filter(role -> role.label.equals(label))
                .findFirst();
    }
}
