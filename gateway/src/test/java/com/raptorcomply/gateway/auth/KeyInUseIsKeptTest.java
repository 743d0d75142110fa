package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.InMemoryKeyService;
import com.raptorcomply.gateway.TestGrants;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The cache sees a sample of the uses, and still removes keys that came once before one that comes repeatedly. */
class KeyInUseIsKeptTest {
    private static final int GRANTS_MAX = 1_000;

    private final TagKeys tagKeys = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    private final SecureRandom secrets = new SecureRandom();
    private final GrantCache grants =
            new GrantCache(new CacheConfig(GRANTS_MAX, 1, 1, Duration.ofSeconds(1)), DualClock.SYSTEM);
    private final SplittableRandom random = new SplittableRandom(20261121);

    @Test
    void whileTenTimesAsManyComeOnceAsThereIsRoomFor() {
        PresentedKey.Wellformed busy = fill();
        for (int i = 0; i < 10 * GRANTS_MAX; i++) {
            fill();
            assertThat(grants.lookup(busy.secret(), busy.digest(), null, random.nextLong(1L << 40)))
                    .as("after %s others", i)
                    .isInstanceOf(Permit.class);
        }
        assertThat(grants.size()).isLessThanOrEqualTo(GRANTS_MAX);
    }

    private PresentedKey.Wellformed fill() {
        String key = NewKey.mint(tagKeys, secrets).reveal();
        PresentedKey.Wellformed presented = InMemoryKeyService.wellformed(key);
        grants.fill(TestGrants.of(key), 0);
        return presented;
    }
}
