package com.raptorcomply.keyservice.client.grant;

import org.jspecify.annotations.Nullable;

/**
 * Holds attributes that many grants of an organization share, and those that few grants have. Equal ones are usually
 * one object.
 *
 * @param own null for most grants
 */
record SharedAttributes(
        KeyKind kind,
        Organization organization,
        @Nullable String role,
        Permissions permissions,
        GrantConstraints bounds,
        @Nullable Own own) {
    private static final int SHARED_MAX = 100_000;
    private static final Interner<SharedAttributes> SHARED = new Interner<>(SHARED_MAX);

    /** Attributes that differ from grant to grant and that most grants lack. */
    record Own(@Nullable String actorName, long expiresAtMillis, long expiresInMillis) {
        static @Nullable Own of(@Nullable String actorName, long expiresAtMillis, long expiresInMillis) {
            boolean none = actorName == null && expiresAtMillis == 0 && expiresInMillis == 0;
            return none ? null : new Own(actorName, expiresAtMillis, expiresInMillis);
        }
    }

    /** Returns the shared object of all equal ones, unless this one is likely to be unique. */
    SharedAttributes shared() {
        return own == null && bounds.equals(GrantConstraints.NONE) ? SHARED.of(this) : this;
    }

    @Nullable
    String actorName() {
        return own == null ? null : own.actorName();
    }

    long expiresAtMillis() {
        return own == null ? 0 : own.expiresAtMillis();
    }

    long expiresInMillis() {
        return own == null ? 0 : own.expiresInMillis();
    }
}
