package com.raptorcomply.keyservice.auth;

import java.util.UUID;

/** The keys that a caller can see. For the caller, all other keys do not exist. */
public sealed interface KeyScope {
    /** Keys of every organization. */
    record Everywhere() implements KeyScope {}

    /** All keys of one organization. */
    record Organization(UUID organizationId) implements KeyScope {}

    /** The user keys of one user. */
    record Owner(UUID organizationId, UUID userId) implements KeyScope {}
}
