package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.InMemoryKeyService;
import com.raptorcomply.gateway.TestGrants;
import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.ClockReading;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Revocation: Order of a decision. When the key service does not respond, the authenticator looks into the cache for
 * the waiting requests. A change may be applied right after that look-up, so a later request must not get its result.
 */
class LateRequestSharesNothingThatWasLookedUpBeforeItTest {
    private final TagKeys tagKeys = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    private final String text = NewKey.mint(tagKeys, new SecureRandom()).reveal();
    private final PresentedKey.Wellformed key = InMemoryKeyService.wellformed(text);
    private final List<Promise<Verification>> asked = new ArrayList<>();
    private Runnable atNextLook = () -> {};

    private final DualClock clock = new DualClock() {
        @Override
        public long monotonicNanos() {
            return 0;
        }

        @Override
        public long wallMillis() {
            Runnable once = atNextLook;
            atNextLook = () -> {};
            once.run();
            return 0;
        }
    };

    private final GrantCache grants = new GrantCache(new CacheConfig(10, 10, 10, Duration.ofSeconds(5)), clock);
    private final Fence fence = new Fence(grants, 10);
    private final GatewaySession session = new GatewaySession(fence);
    private final KeyAuthenticator decisions = new KeyAuthenticator(
            () -> Runnable::run,
            new LeaseView(session, fence),
            grants,
            question -> {
                asked.add(Promise.promise());
                return asked.get(asked.size() - 1).future();
            },
            clock,
            new VerificationConfig(8, 8, 8, 1, Duration.ofSeconds(1)));

    @Test
    void itAsksForItself() {
        session.join("session-1", "gateway-1", 0, null, new ClockReading(0, 0));
        session.receive(new Message.Joined("session-1", "epoch-1", 1, LeaseTerms.of(5_000, 0), tagKeys, 1));
        Future<Decision> first = decisions.verify(key, null);
        List<Future<Decision>> late = new ArrayList<>();
        atNextLook = () -> late.add(decisions.verify(key, null));

        asked.get(0).fail("The key service does not answer");

        assertThat(first.result()).isEqualTo(Denial.KEY_SERVICE_UNAVAILABLE);
        assertThat(late).hasSize(1);
        assertThat(asked).hasSize(2);
        asked.get(1).complete(new Verification("epoch-1", new Verdict.Granted(TestGrants.of(text))));
        assertThat(late.get(0).result()).isInstanceOf(Permit.class);
    }
}
