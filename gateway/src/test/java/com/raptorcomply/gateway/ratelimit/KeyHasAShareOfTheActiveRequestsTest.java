package com.raptorcomply.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.TestGrants;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Organization;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyHasAShareOfTheActiveRequestsTest {
    private static final TagKeys TAG_KEYS = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    private static final int KEY_MAX = 2;
    private static final int ORGANIZATION_MAX = 3;

    private final InFlightLimiter inFlight = new InFlightLimiter(KEY_MAX, ORGANIZATION_MAX);
    private final Organization organization = Organization.of(UUID.randomUUID(), "Basin Electric");

    @Test
    void andNotMore() {
        Grant key = key(organization);

        assertThat(inFlight.enter(key)).isNull();
        assertThat(inFlight.enter(key)).isNull();
        assertThat(inFlight.enter(key)).isEqualTo(ThrottleReason.KEY_IN_FLIGHT);
    }

    @Test
    void andItsOrganizationHasOneForAllItsKeys() {
        Grant one = key(organization);
        Grant other = key(organization);

        assertThat(inFlight.enter(one)).isNull();
        assertThat(inFlight.enter(one)).isNull();
        assertThat(inFlight.enter(other)).isNull();
        assertThat(inFlight.enter(other)).isEqualTo(ThrottleReason.ORGANIZATION_IN_FLIGHT);
        assertThat(inFlight.enter(key(Organization.of(UUID.randomUUID(), "Elsewhere"))))
                .isNull();
    }

    @Test
    void andWhatWasRefusedTakesNothing() {
        Grant key = key(organization);
        inFlight.enter(key);
        inFlight.enter(key);
        inFlight.enter(key);

        inFlight.leave(key);
        assertThat(inFlight.enter(key)).isNull();
        inFlight.leave(key);
        inFlight.leave(key);

        assertThat(inFlight.isEmpty()).isTrue();
    }

    @Test
    void andNothingIsLeftWhenAllHaveEnded() {
        Random random = new Random(7);
        Grant[] keys = new Grant[200];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(Organization.of(new UUID(0, i / 5), "Tenant"));
        }
        Deque<Grant> underWay = new ArrayDeque<>();
        for (int i = 0; i < 100_000; i++) {
            Grant key = keys[random.nextInt(keys.length)];
            if (random.nextBoolean() && inFlight.enter(key) == null) {
                underWay.add(key);
            } else if (!underWay.isEmpty()) {
                inFlight.leave(underWay.remove());
            }
        }
        underWay.forEach(inFlight::leave);

        assertThat(inFlight.isEmpty()).isTrue();
    }

    private static Grant key(Organization organization) {
        return TestGrants.of(NewKey.mint(TAG_KEYS, new SecureRandom()).reveal(), UUID.randomUUID(), organization);
    }
}
