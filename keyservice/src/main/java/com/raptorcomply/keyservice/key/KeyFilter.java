package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.access.KeyScope;
import com.raptorcomply.keyservice.input.PageCursor;
import com.raptorcomply.keyservice.input.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which keys a list has, newest first.
 *
 * @param unusedSince keys that no call has used since then
 * @param expiringBefore keys that end before then and have not ended yet
 * @param after the last key of the page before
 * @param limit how many at most
 */
record KeyFilter(
        KeyScope scope,
        Optional<UUID> organizationId,
        Optional<String> kind,
        Optional<String> status,
        Optional<UUID> owner,
        Optional<Instant> unusedSince,
        Optional<Instant> expiringBefore,
        Optional<PageCursor> after,
        int limit) {
    static final int LIMIT_MAX = 1_000;
    static final int LIMIT_DEFAULT = 100;

    /** As the query parameters say. */
    static KeyFilter read(Parameters parameters, KeyScope scope) {
        KeyFilter filter = new KeyFilter(
                scope,
                parameters.uuid("organizationId"),
                parameters.oneOf("kind", List.of("organization", "user")),
                parameters.oneOf("status", List.of("active", "expired", "revoked")),
                parameters.uuid("owner"),
                parameters.time("unusedSince"),
                parameters.time("expiringBefore"),
                parameters.text("cursor").map(text -> PageCursor.parse(text)
                        .orElseThrow(() -> parameters.refused("cursor", "is not one that this list gave"))),
                parameters.integer("limit", LIMIT_DEFAULT, 1, LIMIT_MAX));
        return filter;
    }
}
