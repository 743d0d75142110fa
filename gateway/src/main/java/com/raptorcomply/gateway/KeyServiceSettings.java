package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.decision.CacheSettings;
import com.raptorcomply.gateway.decision.VerificationSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How the key service is reached, and what is remembered of its answers.
 *
 * @param graceMillis for which cached grants serve while it cannot be reached; every receipt waits that much longer
 * @param readyWithoutLease whether the gateway stays ready although it has had no lease for long
 * @param recentChangesMax that the fence remembers
 * @param usedSecretsMax whose use is counted between two reports
 */
record KeyServiceSettings(
        List<URI> urls,
        Secret credential,
        long graceMillis,
        boolean readyWithoutLease,
        int recentChangesMax,
        int usedSecretsMax,
        CacheSettings cache,
        VerificationSettings verification) {
    private static final int URLS_MAX = 64;

    static KeyServiceSettings from(Settings settings) {
        Settings keyservice = settings.child("keyservice");
        return new KeyServiceSettings(
                keyservice.requiredOrigins("urls", URLS_MAX),
                keyservice.secret("credential"),
                keyservice
                        .duration("grace", Duration.ZERO, Duration.ZERO, Duration.ofDays(1))
                        .toMillis(),
                keyservice.bool("readyWithoutLease", false),
                keyservice.integer("recentChangesMax", 10_000, 1, 10_000_000),
                keyservice.integer("usedSecretsMax", 50_000, 1, 10_000_000),
                cache(settings.child("cache")),
                verification(settings.child("verification")));
    }

    private static CacheSettings cache(Settings settings) {
        return new CacheSettings(
                settings.integer("grantsMax", 200_000, 1, 100_000_000),
                settings.integer("stampsMax", 20_000, 1, 10_000_000),
                settings.integer("refusalsMax", 10_000, 1, 10_000_000),
                settings.duration("refusalLife", Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofMinutes(5))
                        .toMillis());
    }

    private static VerificationSettings verification(Settings settings) {
        return new VerificationSettings(
                settings.integer("inFlightMax", 64, 1, 10_000),
                settings.integer("waitingMax", 10_000, 0, 1_000_000),
                settings.integer("requestsPerKeyMax", 2_000, 1, 1_000_000),
                settings.integer("attemptsMax", 10, 1, 100),
                settings.duration("timeout", Duration.ofSeconds(2), Duration.ofMillis(1), Duration.ofMinutes(1))
                        .toMillis());
    }
}
