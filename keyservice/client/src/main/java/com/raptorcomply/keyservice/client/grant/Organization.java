package com.raptorcomply.keyservice.client.grant;

import java.util.UUID;

/** The tenant that a key belongs to. Grants of its keys share one object. */
public record Organization(UUID id, String name) {
    private static final int SHARED_MAX = 100_000;
    private static final Interner<Organization> SHARED = new Interner<>(SHARED_MAX);

    public static Organization of(UUID id, String name) {
        return SHARED.of(new Organization(id, name));
    }
}
