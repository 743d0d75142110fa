package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.key.KeyFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One secret of a key, as far as it may be shown.
 *
 * @param id the public id
 * @param expiresAt null: lives as long as its key
 */
public record KeySecret(
        String id,
        char version,
        String lastFour,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        Use use) {

    /** Who uses it still, as far as gateways have reported. */
    public record Use(
            @Nullable Instant lastAt,
            @Nullable String from,
            @Nullable String userAgent) {}

    public String masked() {
        return KeyFormat.masked(version, id, lastFour);
    }

    /** Whether it would be accepted now, if its key is. */
    public boolean isLive(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }
}
