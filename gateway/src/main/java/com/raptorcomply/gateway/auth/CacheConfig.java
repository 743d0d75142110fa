package com.raptorcomply.gateway.auth;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import java.time.Duration;

/**
 * The settings {@code cache}: bounds of what is remembered.
 *
 * @param grantsMax verified keys; a key with many places, operations or networks counts several times. Past it the cache
 *     removes those that are used least
 * @param stampsMax signed stamps; a large one counts several times. Past it the cache removes the oldest, which are signed
 *     again at their next use
 * @param refusalsMax refused keys
 * @param negativeTtl the time for which a refusal is cached; that of a revoked key is cached until a change ends it
 */
public record CacheConfig(
        @Default("200000") int grantsMax,
        @Default("20000") int stampsMax,
        @Default("10000") int refusalsMax,
        @Default("5s") Duration negativeTtl) {
    public CacheConfig {
        new Checks()
                .within("grantsMax", grantsMax, 1, 100_000_000)
                .within("stampsMax", stampsMax, 1, 10_000_000)
                .within("refusalsMax", refusalsMax, 1, 10_000_000)
                .within("negativeTtl", negativeTtl, Duration.ofMillis(1), Duration.ofMinutes(5))
                .done();
    }
}
