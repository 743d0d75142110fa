package com.raptorcomply.keyservice.client.grant;

import org.jspecify.annotations.Nullable;

/**
 * What many grants of an organization have in common, equal ones mostly as one object; and what few have at all.
 *
 * @param own null for most
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

    /** What differs from grant to grant, where there is any of it. */
    record Own(@Nullable String actorName, long expiresAtMillis, long expiresInMillis) {
        static @Nullable Own of(@Nullable String actorName, long expiresAtMillis, long expiresInMillis) {
            boolean none = actorName == null && expiresAtMillis == 0 && expiresInMillis == 0;
            return none ? null : new Own(actorName, expiresAtMillis, expiresInMillis);
        }
    }

    /** The one object of all that are equal, unless it is likely to be the only one. */
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
