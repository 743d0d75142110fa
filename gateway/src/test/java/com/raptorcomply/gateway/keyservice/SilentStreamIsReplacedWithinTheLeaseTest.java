package com.raptorcomply.gateway.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.keyservice.DrivenSession.Way;
import org.junit.jupiter.api.Test;

/** A replica that has gone, with or without a word, costs a gateway no lease while another one answers. */
class SilentStreamIsReplacedWithinTheLeaseTest {
    private static final long QUARTER = DrivenSession.TERM_MILLIS / 4;
    private static final long BACKOFF_FIRST = 50;

    private final DrivenSession driven = DrivenSession.joined();
    private Way way = driven.current;

    @Test
    void whenItIsClosed() {
        driven.driver.ended(way);
        driven.pass(BACKOFF_FIRST);

        assertThat(driven.connecting).isOne();
    }

    @Test
    void whenItFallsSilentAndOnlyPushesStillCome() {
        for (int tick = 0; tick < 4; tick++) {
            driven.pass(QUARTER);
            driven.grant(way, way.lastRenewal());
        }
        driven.pass(QUARTER);
        long lastMillis = driven.nowMillis() - QUARTER;
        driven.push(way);
        driven.pass(2 * QUARTER);

        assertThat(way.closed).isTrue();
        driven.pass(BACKOFF_FIRST);
        way = driven.open();
        driven.grant(way, way.lastRenewal());
        assertThat(driven.nowMillis()).isLessThan(lastMillis + DrivenSession.TERM_MILLIS);
        assertThat(driven.holds()).isTrue();
    }

    /** The process itself was stopped for long: what has come meanwhile is heard before the stream is judged. */
    @Test
    void notWhenTheGatewayWasPausedItself() {
        driven.pass(QUARTER);
        driven.pause(10 * DrivenSession.TERM_MILLIS);
        driven.grant(way, way.lastRenewal());

        assertThat(way.closed).isFalse();
        assertThat(driven.connecting).isZero();
    }

    @Test
    void andOneJoinIsUnderWayAtATime() {
        driven.pass(QUARTER);
        driven.refuse(way, way.lastRenewal());
        driven.driver.ended(way);
        driven.pass(1);
        while (driven.connecting == 0) {
            driven.pass(1);
        }
        way = driven.open();
        driven.pass(QUARTER);

        assertThat(way.joins()).hasSize(1);
    }
}
