package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.key.KeyFormat;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One secret of a key, as far as it may be shown.
 *
 * @param id the public id
 * @param expiresAt null: lives as long as its key
 * @param overlap how long the others live after this one's first use; null: as long as they may, or it is in use already
 */
public record KeySecret(
        String id,
        char version,
        String lastFour,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Duration overlap,
        Use use) {

    /** Who uses it still, as far as gateways have reported. */
    public record Use(
            @Nullable Instant lastAt,
            @Nullable String from,
            @Nullable String userAgent) {}

    public String masked() {
        return KeyFormat.masked(version, id, lastFour);
    }

    /** The same as the end of its key leaves it: revoked with the key, unless it was before. */
    KeySecret endedBy(@Nullable Instant keyRevokedAt) {
        return keyRevokedAt == null || revokedAt != null
                ? this
                : new KeySecret(id, version, lastFour, createdAt, expiresAt, keyRevokedAt, overlap, use);
    }

    /** Whether it would be accepted now, if its key is. */
    public boolean isLive(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }
}
