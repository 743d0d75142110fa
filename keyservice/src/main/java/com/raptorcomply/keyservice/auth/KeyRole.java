package com.raptorcomply.keyservice.auth;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The predefined permission sets of organization keys. */
public enum KeyRole {
    /** The default: permissions of an integration that reads the inventory and maintains cyber assets. */
    API_USER("api_user"),
    /** The super key: all permissions of its organization, including ones that later versions add. */
    ORG_SUPER("org_super");

    private final String label;

    KeyRole(String label) {
        this.label = label;
    }

    /** Returns the name in the API and the database. */
    public String label() {
        return label;
    }

    public SortedSet<String> permissions() {
        return this == API_USER ? Roles.API_USER : Roles.ORGANIZATION;
    }

    public static Optional<KeyRole> of(String label) {
        return List.of(values()).stream()
                .filter(role -> role.label.equals(label))
                .findFirst();
    }
}
