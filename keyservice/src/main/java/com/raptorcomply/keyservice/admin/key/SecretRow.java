package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.key.KeySecret;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A secret of a key, masked.
 *
 * @param lastUsed null: never
 * @param inUse true if it has not been quiet for {@link #QUIET}
 * @param ends null: with its key
 */
public record SecretRow(
        String id,
        String masked,
        boolean live,
        Badge status,
        TimeInWords created,
        @Nullable TimeInWords lastUsed,
        boolean inUse,
        @Nullable String from,
        @Nullable String agent,
        @Nullable TimeInWords ends) {
    /** The time without a request after which a secret counts as quiet. */
    static final Duration QUIET = Duration.ofHours(24);

    /** Returns the key's secrets, newest first. */
    static List<SecretRow> all(KeyReading.Shown shown, ZonedDateTime now) {
        boolean isRevoked = shown.key().history().revoked() != null;
        return shown.secrets().stream()
                .sorted(Comparator.comparing(KeySecret::createdAt).reversed())
                .map(secret -> of(secret, !isRevoked && secret.isLive(now.toInstant()), isRevoked, now))
                .toList();
    }

    private static SecretRow of(KeySecret secret, boolean live, boolean isKeyRevoked, ZonedDateTime now) {
        Badge ended = Badge.neutral(isKeyRevoked || secret.revokedAt() != null ? "Revoked" : "Ended");
        return new SecretRow(
                secret.id(),
                secret.masked(),
                live,
                live ? new Badge("Live", Badge.Tone.GOOD) : ended,
                TimeInWords.of(secret.createdAt(), now),
                words(secret.use().lastAt(), now),
                live && isWithin(secret.use().lastAt(), now),
                secret.use().from(),
                secret.use().userAgent(),
                words(secret.expiresAt(), now));
    }

    private static boolean isWithin(@Nullable Instant used, ZonedDateTime now) {
        return used != null && used.isAfter(now.toInstant().minus(QUIET));
    }

    static @Nullable TimeInWords words(@Nullable Instant time, ZonedDateTime now) {
        return time == null ? null : TimeInWords.of(time, now);
    }
}
