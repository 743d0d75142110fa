package com.raptorcomply.keyservice.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The constraints of a key besides its permissions, each named by a member of the key in the API. */
enum KeyConstraint {
    EXPIRY("expiresAt"),
    NETWORKS("allowedCidrs"),
    RATE("rateLimit");

    private final String member;

    KeyConstraint(String member) {
        this.member = member;
    }

    /** Returns the name in the API and the database. */
    String member() {
        return member;
    }

    /** Returns the value of this constraint, null if the attributes do not set it. */
    @Nullable
    Object of(KeyAttributes terms) {
        return switch (this) {
            case EXPIRY -> terms.expiresAt();
            case NETWORKS -> terms.allowedCidrs().isEmpty() ? null : terms.allowedCidrs();
            case RATE -> terms.rateLimit();
        };
    }

    /** @throws IllegalArgumentException if no constraint has this name */
    static KeyConstraint ofMember(String member) {
        return List.of(values()).stream()
                .filter(bound -> bound.member.equals(member))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No bound of a key: " + member));
    }
}
