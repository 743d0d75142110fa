package com.raptorcomply.gateway.keyservice;

import static com.raptorcomply.gateway.keyservice.LeaseSessionDriver.Cause.PUSH;
import static com.raptorcomply.gateway.keyservice.LeaseSessionDriver.Cause.TIMER;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.keyservice.DrivenSession.Way;
import org.junit.jupiter.api.Test;

/** A change that the key service tells of is confirmed by a renewal at once, whatever became of renewals before. */
class ChangeIsConfirmedAtOnceTest {
    private static final long QUARTER = DrivenSession.TERM_MILLIS / 4;

    private final DrivenSession driven = new DrivenSession();
    private Way way = joined();

    @Test
    void onAQuietStream() {
        assertConfirmedAtOnce();
    }

    /** The row was closed while the gateway was cut off, and the replica answers slowly: several renewals are refused. */
    @Test
    void afterRenewalsOfAClosedRowWereRefused() {
        driven.pass(2 * QUARTER);
        assertThat(way.renewals()).hasSize(2);
        way.renewals().forEach(renewal -> driven.refuse(way, renewal));
        driven.pass(QUARTER);
        driven.answerJoin(way);
        settle();

        assertConfirmedAtOnce();
    }

    @Test
    void afterAStreamEndedWithItsRenewalsUnanswered() {
        driven.pass(2 * QUARTER);
        driven.driver.ended(way);
        driven.pass(QUARTER);
        way = driven.open();
        settle();

        assertConfirmedAtOnce();
    }

    @Test
    void withTheNextReplyWhileTwoRenewalsAreUnderWay() {
        driven.pass(2 * QUARTER);
        driven.push(way);
        assertThat(driven.causes).doesNotContain(PUSH);

        driven.grant(way, way.renewals().get(1));

        assertThat(driven.causes).endsWith(PUSH);
        assertThat(way.lastRenewal().applied()).isEqualTo(driven.session.applied());
    }

    @Test
    void byTheTimerThatComesFirst() {
        driven.pass(2 * QUARTER);
        driven.push(way);
        driven.grant(way, way.renewals().get(0));
        driven.grant(way, way.renewals().get(1));
        int sent = way.renewals().size();
        driven.grant(way, way.lastRenewal());

        assertThat(way.renewals()).as("one renewal speaks for all").hasSize(sent);
        assertThat(driven.causes).endsWith(TIMER, PUSH);
    }

    private Way joined() {
        driven.driver.start();
        Way opened = driven.open();
        driven.answerJoin(opened);
        return opened;
    }

    /** Every renewal that can be answered is. */
    private void settle() {
        way.renewals().stream()
                .filter(renewal -> renewal.session().equals(current()))
                .forEach(renewal -> driven.grant(way, renewal));
    }

    private String current() {
        return way.joins().isEmpty()
                ? way.lastRenewal().session()
                : way.joins().get(way.joins().size() - 1).session();
    }

    private void assertConfirmedAtOnce() {
        int sent = way.renewals().size();

        driven.push(way);

        assertThat(way.renewals()).hasSize(sent + 1);
        assertThat(driven.causes).endsWith(PUSH);
        assertThat(way.lastRenewal().applied()).isEqualTo(driven.session.applied());
    }
}
