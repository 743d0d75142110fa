package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.key.ApiKey;
import com.raptorcomply.keyservice.key.KeySummary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Says in badges what a key may do and what state it is in. */
final class KeyBadges {
    /** The state of a revoked key that some gateway may still let in. */
    static final Badge REVOCATION_PENDING = new Badge("Revocation pending", Badge.Tone.WARNING);

    private static final Badge IMPERSONATES = new Badge("Can impersonate", Badge.Tone.WARNING);
    private static final int PERMISSIONS_MAX = 3;
    private static final int LIVE_WHILE_ROTATED = 2;

    private KeyBadges() {}

    /** Returns the role first, then warnings, then some permissions and the number of the others; of a role that alone. */
    static List<Badge> permissions(ApiKey key) {
        KeyRole role = key.terms().rights().role();
        if (role == KeyRole.ORG_SUPER) {
            return List.of(new Badge("Super key", Badge.Tone.WARNING), IMPERSONATES);
        }
        List<Badge> badges = new ArrayList<>();
        if (key.kind() == KeyKind.USER) {
            badges.add(new Badge("As its owner", Badge.Tone.ACCENT));
        } else if (role != null) {
            badges.add(new Badge(role.label(), Badge.Tone.ACCENT));
        }
        List<String> names = List.copyOf(key.permissions());
        if (names.contains(Permissions.IMPERSONATE)) {
            badges.add(IMPERSONATES);
        }
        if (names.isEmpty()) {
            badges.add(Badge.neutral("No permissions"));
        } else if (role != null) {
            badges.add(Badge.neutral(names.size() + (names.size() == 1 ? " permission" : " permissions")));
        } else if (key.kind() == KeyKind.ORGANIZATION) {
            List<String> others = names.stream()
                    .filter(name -> !name.equals(Permissions.IMPERSONATE))
                    .toList();
            others.stream().limit(PERMISSIONS_MAX).map(Badge::neutral).forEach(badges::add);
            if (others.size() > PERMISSIONS_MAX) {
                badges.add(Badge.neutral("+" + (others.size() - PERMISSIONS_MAX)));
            }
        }
        return badges;
    }

    /** Returns what an admin has to know first. */
    static Badge status(ApiKey key, int liveSecrets, ZonedDateTime now) {
        return switch (key.status(now.toInstant())) {
            case REVOKED ->
                key.history().leakReportedAt() == null
                        ? Badge.neutral("Revoked")
                        : new Badge("Reported leaked", Badge.Tone.DANGER);
            case EXPIRED -> Badge.neutral("Ended");
            case ACTIVE -> active(key, liveSecrets, now);
        };
    }

    private static Badge active(ApiKey key, int liveSecrets, ZonedDateTime now) {
        Instant end = key.terms().expiresAt();
        if (liveSecrets == 0) {
            return new Badge("No live secret", Badge.Tone.WARNING);
        }
        if (end != null && end.isBefore(now.toInstant().plus(Duration.ofDays(KeySummary.EXPIRING_DAYS)))) {
            return new Badge("Ends " + TimeInWords.of(end, now).words(), Badge.Tone.WARNING);
        }
        if (isUnused(key, now)) {
            return new Badge("Unused for " + KeySummary.UNUSED_DAYS + " days", Badge.Tone.WARNING);
        }
        return liveSecrets == LIVE_WHILE_ROTATED
                ? new Badge("Two secrets", Badge.Tone.ACCENT)
                : new Badge("Active", Badge.Tone.GOOD);
    }

    /** Returns true if the key is old enough and nobody has used it for a long time. */
    static boolean isUnused(ApiKey key, ZonedDateTime now) {
        Instant since = now.toInstant().minus(Duration.ofDays(KeySummary.UNUSED_DAYS));
        Instant used = key.history().lastUsedAt();
        return key.history().createdAt().isBefore(since) && (used == null || used.isBefore(since));
    }
}
