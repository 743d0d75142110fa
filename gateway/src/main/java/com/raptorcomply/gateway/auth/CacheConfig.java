package com.raptorcomply.gateway.auth;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import java.time.Duration;

/**
 * The settings {@code cache}: bounds of what is remembered.
 *
 * @param grantsMax verified keys, of which those with many places, operations or networks count several times; past it the
 *     least used go
 * @param stampsMax of verified keys in use, large ones several times; past it the oldest are minted again
 * @param refusalsMax refused keys
 * @param negativeTtl after which a refused key is verified again, unless it is revoked: that only a change ends
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
