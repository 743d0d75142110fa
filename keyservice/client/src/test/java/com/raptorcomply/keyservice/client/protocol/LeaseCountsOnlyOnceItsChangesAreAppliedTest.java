package com.raptorcomply.keyservice.client.protocol;

import static com.raptorcomply.keyservice.client.protocol.Gateway.change;
import static com.raptorcomply.keyservice.client.protocol.Gateway.renewed;
import static com.raptorcomply.keyservice.client.protocol.Gateway.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.protocol.GatewaySession.Next;
import com.raptorcomply.keyservice.client.protocol.Message.Changed;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Revocation: Lease. */
class LeaseCountsOnlyOnceItsChangesAreAppliedTest {
    private final Gateway gateway = Gateway.joinedAt(4);

    @Test
    void theTermRunsFromTheRequestNotFromTheReply() {
        Renew renew = gateway.renewAt(1_000);
        gateway.session.receive(renewed(renew.request(), 4));

        assertThat(gateway.holdsAt(5_999)).isTrue();
        assertThat(gateway.holdsAt(6_000)).isFalse();
    }

    @Test
    void evictionComesBeforeTheLease() {
        gateway.cached.add(secret(5));
        Renew renew = gateway.renewAt(1_000);
        Next next = gateway.session.receive(renewed(renew.request(), 5, change(5)));

        assertThat(gateway.leaseAtEviction).containsExactly(false);
        assertThat(gateway.cached).isEmpty();
        assertThat(gateway.holdsAt(5_500)).isTrue();
        assertThat(next).isEqualTo(Next.RENEW);
    }

    @Test
    void aReplyWithAGapGrantsNothing() {
        Renew renew = gateway.renewAt(1_000);
        gateway.session.receive(renewed(renew.request(), 6, change(6)));

        assertThat(gateway.session.applied()).isEqualTo(4);
        assertThat(gateway.holdsAt(5_500)).isFalse();
    }

    @Test
    void aReplyShortOfItsHeadGrantsNothing() {
        Renew renew = gateway.renewAt(1_000);
        gateway.session.receive(renewed(renew.request(), 6, change(5)));

        assertThat(gateway.session.applied()).isEqualTo(5);
        assertThat(gateway.holdsAt(5_500)).isFalse();
    }

    @Test
    void anEarlierReplyDoesNotShortenIt() {
        Renew first = gateway.renewAt(1_000);
        Renew second = gateway.renewAt(2_000);
        gateway.session.receive(renewed(second.request(), 4));
        gateway.session.receive(renewed(first.request(), 4));

        assertThat(gateway.holdsAt(6_999)).isTrue();
    }

    @Test
    void aPushedChangeIsAppliedButGrantsNothing() {
        Next next = gateway.session.receive(pushed(change(5)));

        assertThat(gateway.session.applied()).isEqualTo(5);
        assertThat(gateway.holdsAt(5_500)).isFalse();
        assertThat(next).isEqualTo(Next.RENEW);
        assertThat(gateway.renewAt(1).applied()).isEqualTo(5);
    }

    @Test
    void aPushedChangeAfterAGapIsLeftForTheRenewal() {
        gateway.cached.add(secret(6));
        Next next = gateway.session.receive(pushed(change(6)));

        assertThat(gateway.session.applied()).isEqualTo(4);
        assertThat(next).isEqualTo(Next.RENEW);
    }

    @Test
    void aRepeatedPushChangesNothing() {
        gateway.session.receive(pushed(change(5)));

        assertThat(gateway.session.receive(pushed(change(5)))).isEqualTo(Next.WAIT);
        assertThat(gateway.leaseAtEviction).hasSize(1);
    }

    private static Changed pushed(Change... changes) {
        return new Changed("s1", Gateway.EPOCH, List.of(changes));
    }
}
