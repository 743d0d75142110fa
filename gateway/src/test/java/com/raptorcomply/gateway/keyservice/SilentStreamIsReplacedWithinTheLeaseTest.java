package com.raptorcomply.gateway.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.keyservice.DrivenSession.LeaseStream;
import org.junit.jupiter.api.Test;

/** The loss of a replica, with or without a close, costs a gateway no lease while another replica responds. */
class SilentStreamIsReplacedWithinTheLeaseTest {
    private static final long QUARTER = DrivenSession.TERM_MILLIS / 4;
    private static final long BACKOFF_FIRST = 50;

    private final DrivenSession driven = DrivenSession.joined();
    private LeaseStream stream = driven.current;

    @Test
    void whenItIsClosed() {
        driven.driver.ended(stream);
        driven.pass(BACKOFF_FIRST);

        assertThat(driven.connecting).isOne();
    }

    @Test
    void whenItFallsSilentAndOnlyPushesStillCome() {
        for (int tick = 0; tick < 4; tick++) {
            driven.pass(QUARTER);
            driven.grant(stream, stream.lastRenewal());
        }
        driven.pass(QUARTER);
        long lastMillis = driven.nowMillis() - QUARTER;
        driven.push(stream);
        driven.pass(2 * QUARTER);

        assertThat(stream.closed).isTrue();
        driven.pass(BACKOFF_FIRST);
        stream = driven.open();
        driven.grant(stream, stream.lastRenewal());
        assertThat(driven.nowMillis()).isLessThan(lastMillis + DrivenSession.TERM_MILLIS);
        assertThat(driven.holds()).isTrue();
    }

    /** The gateway process was paused for long: it reads what has arrived meanwhile before it judges the stream. */
    @Test
    void notWhenTheGatewayWasPausedItself() {
        driven.pass(QUARTER);
        driven.pause(10 * DrivenSession.TERM_MILLIS);
        driven.grant(stream, stream.lastRenewal());

        assertThat(stream.closed).isFalse();
        assertThat(driven.connecting).isZero();
    }

    @Test
    void andOneJoinIsUnderWayAtATime() {
        driven.pass(QUARTER);
        driven.refuse(stream, stream.lastRenewal());
        driven.driver.ended(stream);
        driven.pass(1);
        while (driven.connecting == 0) {
            driven.pass(1);
        }
        stream = driven.open();
        driven.pass(QUARTER);

        assertThat(stream.joins()).hasSize(1);
    }
}
