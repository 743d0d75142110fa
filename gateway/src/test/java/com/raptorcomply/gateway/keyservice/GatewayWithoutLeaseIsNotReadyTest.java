package com.raptorcomply.gateway.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.auth.CacheConfig;
import com.raptorcomply.gateway.auth.DualClock;
import com.raptorcomply.gateway.auth.GrantCache;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.ClockReading;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatewayWithoutLeaseIsNotReadyTest {
    private static final long TERM = 5_000;
    private static final long GRACE = 2_000;
    private static final TagKeys TAG_KEYS = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));

    private final GatewaySession session = new GatewaySession(
            new Fence(new GrantCache(new CacheConfig(10, 10, 10, Duration.ofSeconds(1)), DualClock.SYSTEM), 10));
    private final LeaseReadiness readiness = new LeaseReadiness(session, false);

    @Test
    void beforeTheFirstOne() {
        assertThat(isReadyAt(readiness, 0)).isFalse();
    }

    @Test
    void forTwoTermsAfterTheLastOne() {
        joinAt(0, 0);

        assertThat(isReadyAt(readiness, TERM - 1)).isTrue();
        assertThat(isReadyAt(readiness, 3 * TERM - 1)).isTrue();
        assertThat(isReadyAt(readiness, 3 * TERM)).isFalse();
    }

    @Test
    void whoeverAsksFirstAfterwards() {
        joinAt(0, 0);

        assertThat(isReadyAt(readiness, 100 * TERM)).isFalse();
    }

    @Test
    void butWhileItsGraceLasts() {
        joinAt(0, GRACE);

        assertThat(isReadyAt(readiness, 3 * TERM + GRACE - 1)).isTrue();
        assertThat(isReadyAt(readiness, 3 * TERM + GRACE)).isFalse();
    }

    @Test
    void whenTheSessionWasDropped() {
        joinAt(0, 0);
        isReadyAt(readiness, 1_000);
        session.drop();

        assertThat(isReadyAt(readiness, 2_000)).isTrue();
        assertThat(isReadyAt(readiness, 2_000 + 2 * TERM)).isFalse();
    }

    @Test
    void untilTheNextOne() {
        joinAt(0, 0);
        isReadyAt(readiness, 3 * TERM);
        joinAt(4 * TERM, 0);

        assertThat(isReadyAt(readiness, 4 * TERM + 1)).isTrue();
    }

    @Test
    void unlessItIsToldToStayReady() {
        LeaseReadiness staying = new LeaseReadiness(session, true);
        assertThat(isReadyAt(staying, 0)).isFalse();
        joinAt(0, 0);

        assertThat(isReadyAt(staying, 100 * TERM)).isTrue();
    }

    private static boolean isReadyAt(LeaseReadiness readiness, long millis) {
        return readiness.check(TimeUnit.MILLISECONDS.toNanos(millis), millis).passed();
    }

    private void joinAt(long millis, long graceMillis) {
        ClockReading now = new ClockReading(TimeUnit.MILLISECONDS.toNanos(millis), millis);
        session.join("session-" + millis, "gateway", graceMillis, null, now);
        session.receive(
                new Message.Joined("session-" + millis, "epoch", 1, LeaseTerms.of(TERM, graceMillis), TAG_KEYS, 1));
    }
}
