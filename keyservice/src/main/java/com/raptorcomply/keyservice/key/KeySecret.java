package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.key.KeyFormat;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One secret of a key, without its value.
 *
 * @param id the public id
 * @param expiresAt null: lives as long as its key
 * @param overlap the time that the older secrets live on after this secret's first use; null: no limit, or this secret
 * is in use already
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

    /** The last use of the secret that gateways have reported. */
    public record Use(
            @Nullable Instant lastAt,
            @Nullable String from,
            @Nullable String userAgent) {}

    public String masked() {
        return KeyFormat.masked(version, id, lastFour);
    }

    /** Returns this secret as revoked with its key, unless it was revoked before the key. */
    KeySecret endedBy(@Nullable Instant keyRevokedAt) {
        return keyRevokedAt == null || revokedAt != null
                ? this
                : new KeySecret(id, version, lastFour, createdAt, expiresAt, keyRevokedAt, overlap, use);
    }

    /** Returns true if the key service would accept the secret now, as long as its key is active. */
    public boolean isLive(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }
}
