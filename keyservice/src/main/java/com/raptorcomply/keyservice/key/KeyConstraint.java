package com.raptorcomply.keyservice.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What bounds a key beside its permissions, each as a member of the key in the API. */
enum KeyConstraint {
    EXPIRY("expiresAt"),
    NETWORKS("allowedCidrs"),
    RATE("rateLimit");

    private final String member;

    KeyConstraint(String member) {
        this.member = member;
    }

    /** Its name in the API and the database. */
    String member() {
        return member;
    }

    /** The bound as these terms have it, null if they leave the key unbound. */
    @Nullable
    Object of(KeyAttributes terms) {
        return switch (this) {
            case EXPIRY -> terms.expiresAt();
            case NETWORKS -> terms.allowedCidrs().isEmpty() ? null : terms.allowedCidrs();
            case RATE -> terms.rateLimit();
        };
    }

    /** @throws IllegalArgumentException if there is no such bound */
    static KeyConstraint ofMember(String member) {
        return List.of(values()).stream()
                .filter(bound -> bound.member.equals(member))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No bound of a key: " + member));
    }
}
