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
    /** As the query parameters say. */
    static KeyFilter read(Parameters parameters, KeyScope scope) {
        return new KeyFilter(
                scope,
                parameters.uuid("organizationId"),
                parameters.oneOf("kind", List.of("organization", "user")),
                parameters.oneOf("status", List.of("active", "expired", "revoked")),
                parameters.uuid("owner"),
                parameters.time("unusedSince"),
                parameters.time("expiringBefore"),
                parameters.cursor(),
                parameters.limit());
    }
}
