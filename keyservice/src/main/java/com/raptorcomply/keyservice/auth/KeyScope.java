package com.raptorcomply.keyservice.auth;

import java.util.UUID;

/** The keys that a caller sees; all others do not exist for it. */
public sealed interface KeyScope {
    /** Keys of every organization. */
    record Everywhere() implements KeyScope {}

    /** All keys of one organization. */
    record Organization(UUID organizationId) implements KeyScope {}

    /** The user keys of one person. */
    record Owner(UUID organizationId, UUID userId) implements KeyScope {}
}
