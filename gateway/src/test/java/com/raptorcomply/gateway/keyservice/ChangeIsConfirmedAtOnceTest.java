package com.raptorcomply.gateway.keyservice;

import static com.raptorcomply.gateway.keyservice.LeaseSessionDriver.Cause.PUSH;
import static com.raptorcomply.gateway.keyservice.LeaseSessionDriver.Cause.TIMER;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.keyservice.DrivenSession.LeaseStream;
import org.junit.jupiter.api.Test;

/** A renewal confirms a pushed change at once, whatever became of earlier renewals. */
class ChangeIsConfirmedAtOnceTest {
    private static final long QUARTER = DrivenSession.TERM_MILLIS / 4;

    private final DrivenSession driven = new DrivenSession();
    private LeaseStream stream = joined();

    @Test
    void onAQuietStream() {
        assertConfirmedAtOnce();
    }

    /**
     * The row was closed while the gateway was cut off, and the replica responds slowly: several renewals are refused.
     */
    @Test
    void afterRenewalsOfAClosedRowWereRefused() {
        driven.pass(2 * QUARTER);
        assertThat(stream.renewals()).hasSize(2);
        stream.renewals().forEach(renewal -> driven.refuse(stream, renewal));
        driven.pass(QUARTER);
        driven.answerJoin(stream);
        settle();

        assertConfirmedAtOnce();
    }

    @Test
    void afterAStreamEndedWithItsRenewalsUnanswered() {
        driven.pass(2 * QUARTER);
        driven.driver.ended(stream);
        driven.pass(QUARTER);
        stream = driven.open();
        settle();

        assertConfirmedAtOnce();
    }

    @Test
    void withTheNextReplyWhileTwoRenewalsAreUnderWay() {
        driven.pass(2 * QUARTER);
        driven.push(stream);
        assertThat(driven.causes).doesNotContain(PUSH);

        driven.grant(stream, stream.renewals().get(1));

        assertThat(driven.causes).endsWith(PUSH);
        assertThat(stream.lastRenewal().applied()).isEqualTo(driven.session.applied());
    }

    @Test
    void byTheTimerThatComesFirst() {
        driven.pass(2 * QUARTER);
        driven.push(stream);
        driven.grant(stream, stream.renewals().get(0));
        driven.grant(stream, stream.renewals().get(1));
        int sent = stream.renewals().size();
        driven.grant(stream, stream.lastRenewal());

        assertThat(stream.renewals()).as("one renewal speaks for all").hasSize(sent);
        assertThat(driven.causes).endsWith(TIMER, PUSH);
    }

    private LeaseStream joined() {
        driven.driver.start();
        LeaseStream opened = driven.open();
        driven.answerJoin(opened);
        return opened;
    }

    /** Replies to every renewal that can be answered. */
    private void settle() {
        stream.renewals().stream()
                .filter(renewal -> renewal.session().equals(current()))
                .forEach(renewal -> driven.grant(stream, renewal));
    }

    private String current() {
        return stream.joins().isEmpty()
                ? stream.lastRenewal().session()
                : stream.joins().get(stream.joins().size() - 1).session();
    }

    private void assertConfirmedAtOnce() {
        int sent = stream.renewals().size();

        driven.push(stream);

        assertThat(stream.renewals()).hasSize(sent + 1);
        assertThat(driven.causes).endsWith(PUSH);
        assertThat(stream.lastRenewal().applied()).isEqualTo(driven.session.applied());
    }
}
