package com.raptorcomply.keyservice.auth;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What a person is: it decides their permissions, and whose keys they see and manage. */
public enum UserRole {
    /** Manages keys, users and organizations of all organizations; reads compliance data of its own only. */
    PLATFORM_ADMIN("platform_admin"),
    /** Everything of its own organization. */
    ORG_ADMIN("org_admin"),
    /** Holds the api_user set and manages its own keys only. */
    USER("user");

    private final String label;

    UserRole(String label) {
        this.label = label;
    }

    /** As it is written in the API and the database. */
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
