package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.InMemoryKeyService;
import com.raptorcomply.gateway.TestGrants;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The remaining time is in whole milliseconds, so it is 0 in the last one. That is not the 0 of a key without an expiry. */
class KeyInItsLastMillisecondExpiresTest {
    private static final long REQUESTED_AT_NANOS = 1_000_000_000;

    private final GrantCache grants =
            new GrantCache(new CacheConfig(100, 1, 1, Duration.ofSeconds(1)), DualClock.SYSTEM);
    private final String key = NewKey.mint(
                    new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN])), new SecureRandom())
            .reveal();
    private final PresentedKey.Wellformed presented = InMemoryKeyService.wellformed(key);

    @Test
    void keyThatIsVerifiedInItIsNotCachedForGood() {
        assertThat(afterAnHour(TestGrants.expiringIn(0, TestGrants.of(key)))).isEqualTo(Denial.EXPIRED);
    }

    @Test
    void keyWithoutAnExpiryDoesNotExpire() {
        assertThat(afterAnHour(TestGrants.of(key))).isInstanceOf(Permit.class);
    }

    private @Nullable Decision afterAnHour(Grant grant) {
        grants.fill(grant, REQUESTED_AT_NANOS);
        long anHourLater = REQUESTED_AT_NANOS + Duration.ofHours(1).toNanos();
        return grants.lookup(presented.secret(), presented.digest(), null, anHourLater);
    }
}
