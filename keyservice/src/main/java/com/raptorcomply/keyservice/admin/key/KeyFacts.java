package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import com.raptorcomply.keyservice.key.ApiKey;
import com.raptorcomply.keyservice.key.KeyReading;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one key that every page about it shows.
 *
 * @param rate in words; null: that of the route
 * @param unused true if nobody has used it for a long time
 * @param mayChange true if the caller may change and rotate it; the use case decides again
 */
public record KeyFacts(
        KeyLinks links,
        String name,
        String organization,
        String owner,
        Badge status,
        List<Badge> badges,
        String createdBy,
        TimeInWords created,
        @Nullable TimeInWords ends,
        @Nullable TimeInWords lastUsed,
        @Nullable TimeInWords revoked,
        @Nullable String revokedBy,
        List<String> networks,
        @Nullable String rate,
        List<SecretRow> secrets,
        boolean active,
        boolean unused,
        boolean mayChange,
        boolean mayRotate,
        boolean mayRevoke) {
    public KeyFacts {
        badges = List.copyOf(badges);
        networks = List.copyOf(networks);
        secrets = List.copyOf(secrets);
    }

    static KeyFacts of(KeyReading.Shown shown, PageContext page) {
        ApiKey key = shown.key();
        ZonedDateTime now = page.now();
        ApiKey.Revoked revoked = key.history().revoked();
        List<SecretRow> secrets = SecretRow.all(shown, now);
        int live = (int) secrets.stream().filter(SecretRow::live).count();
        boolean owns = key.ownerUserId() != null
                && key.ownerUserId().equals(page.caller().userId());
        boolean isOfUser = key.kind() == KeyKind.USER;
        boolean mayUpdate = page.holds(Permissions.API_KEYS_UPDATE);
        return new KeyFacts(
                KeyLinks.of(key, page),
                key.terms().name(),
                key.organizationName(),
                isOfUser ? (owns ? "Yours" : "A person’s") : "The organization’s",
                KeyBadges.status(key, live, now),
                KeyBadges.permissions(key),
                key.history().createdBy().name(),
                TimeInWords.of(key.history().createdAt(), now),
                SecretRow.words(key.terms().expiresAt(), now),
                SecretRow.words(key.history().lastUsedAt(), now),
                revoked == null ? null : TimeInWords.of(revoked.at(), now),
                revoked == null ? null : revoked.by().name(),
                key.terms().allowedCidrs(),
                rate(key.terms().rateLimit()),
                secrets,
                key.status(now.toInstant()) == ApiKey.Status.ACTIVE,
                KeyBadges.isUnused(key, now),
                revoked == null && (owns || mayUpdate),
                key.status(now.toInstant()) == ApiKey.Status.ACTIVE && (owns || (mayUpdate && !isOfUser)),
                revoked == null && (owns || page.holds(Permissions.API_KEYS_REVOKE)));
    }

    public String id() {
        return links.id().toString();
    }

    public List<SecretRow> live() {
        return secrets.stream().filter(SecretRow::live).toList();
    }

    static @Nullable String rate(@Nullable RateLimit limit) {
        return limit == null
                ? null
                : String.format(
                        Locale.ROOT,
                        "%,d requests in %,d seconds, at most %,d at once",
                        limit.requests(),
                        limit.periodMillis() / 1_000,
                        limit.burst());
    }
}
