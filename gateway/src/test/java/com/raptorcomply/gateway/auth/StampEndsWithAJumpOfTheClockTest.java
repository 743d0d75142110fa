package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.stamp.StampIssuer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Once the clock of a gateway is right again, its requests pass: a stamp of before would have times at which upstreams refuse
 * it.
 */
class StampEndsWithAJumpOfTheClockTest {
    private static final long NOW_NANOS = TimeUnit.SECONDS.toNanos(1_000);
    private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);

    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    private final SettableWallClock clock = new SettableWallClock();
    private final StampIssuer stamps = AuthenticatorFixture.stamps(2, clock);

    private static final class SettableWallClock implements DualClock {
        private long wallMillis = TimeUnit.DAYS.toMillis(20_000);

        @Override
        public long monotonicNanos() {
            return NOW_NANOS;
        }

        @Override
        public long wallMillis() {
            return wallMillis;
        }
    }

    @BeforeEach
    void join() {
        ground.join();
    }

    @Test
    void back() throws Exception {
        assertIssuedAnewAfter(-HOUR_MILLIS);
    }

    @Test
    void orForwards() throws Exception {
        assertIssuedAnewAfter(HOUR_MILLIS);
    }

    private void assertIssuedAnewAfter(long jumpMillis) throws Exception {
        Permit permit = (Permit) ground.verify(ground.keyService().key());
        stamps.issue(permit, 0, NOW_NANOS);
        StampHeaders kept = stamps.issue(permit, 0, NOW_NANOS);
        assertThat(stamps.issue(permit, 0, NOW_NANOS)).isSameAs(kept);

        clock.wallMillis += jumpMillis;

        StampHeaders anew = stamps.issue(permit, 0, NOW_NANOS);
        assertThat(anew.mintedAtMillis()).isEqualTo(kept.mintedAtMillis() + jumpMillis);
        assertThat(stamps.issue(permit, 0, NOW_NANOS)).as("kept in its place").isSameAs(anew);
    }
}
