package com.raptorcomply.keyservice.client.protocol;

import static com.raptorcomply.keyservice.client.protocol.Gateway.at;
import static com.raptorcomply.keyservice.client.protocol.Gateway.change;
import static com.raptorcomply.keyservice.client.protocol.Gateway.joined;
import static com.raptorcomply.keyservice.client.protocol.Gateway.refusal;
import static com.raptorcomply.keyservice.client.protocol.Gateway.renewed;
import static com.raptorcomply.keyservice.client.protocol.Gateway.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.protocol.Fence.Admission;
import com.raptorcomply.keyservice.client.protocol.GatewaySession.Next;
import com.raptorcomply.keyservice.client.protocol.Message.Leave;
import com.raptorcomply.keyservice.client.protocol.Message.Rejoin;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.client.protocol.Message.Renewed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Revocation: Session. */
class SessionIsDroppedBeforeItIsReplacedTest {
    private final Gateway gateway = Gateway.joinedAt(4);

    @Test
    void aJoinBeginsWithoutLeaseAndCache() {
        gateway.cached.add(secret(1));
        gateway.session.join("s2", "gateway-1", 0, null, at(10));

        assertThat(gateway.holdsAt(10)).isFalse();
        assertThat(gateway.cached).isEmpty();
        assertThat(gateway.session.isJoined()).isFalse();
        assertThat(gateway.session.renew(at(11))).isEmpty();
    }

    @Test
    void aFillDuringAJoinIsGoneAfterIt() {
        gateway.session.join("s2", "gateway-1", 0, null, at(10));
        gateway.admit(refusal(4, secret(1)));
        gateway.session.receive(joined("s2", Gateway.EPOCH, 6));

        assertThat(gateway.cached).isEmpty();
    }

    @Test
    void aRemovalIsSentAfterLeaseAndCacheAreGone() {
        gateway.cached.add(secret(1));

        assertThat(gateway.session.leave()).contains(new Leave("s1"));
        assertThat(gateway.holdsAt(10)).isFalse();
        assertThat(gateway.cached).isEmpty();
    }

    @Test
    void messagesOfAnotherSessionAreIgnored() {
        Renew renew = gateway.renewAt(10);
        gateway.session.join("s2", "gateway-1", 0, null, at(20));
        gateway.session.receive(joined("s1", Gateway.EPOCH, 9));
        gateway.session.receive(joined("s2", Gateway.EPOCH, 6));
        gateway.session.receive(renewed(renew.request(), 7, change(7)));

        assertThat(gateway.session.applied()).isEqualTo(6);
        assertThat(gateway.session.receive(new Rejoin("s1", "closed"))).isEqualTo(Next.WAIT);
    }

    @Test
    void aClosedRowEndsIt() {
        assertThat(gateway.session.receive(new Rejoin("s1", "closed"))).isEqualTo(Next.JOIN);
        assertThat(gateway.holdsAt(10)).isFalse();
    }

    @Test
    void withAnotherEpochNothingIsGranted() {
        Renew renew = gateway.renewAt(10);
        Next next = gateway.session.receive(new Renewed("s1", renew.request(), "e2", 4, List.of(), 1, 0));

        assertThat(next).isEqualTo(Next.JOIN);
        assertThat(gateway.holdsAt(10)).isFalse();
        gateway.session.join("s2", "gateway-1", 0, null, at(20));
        gateway.session.receive(joined("s2", "e2", 1));
        assertThat(gateway.admit(refusal(9, secret(1)))).isEqualTo(Admission.OTHER_EPOCH);
    }

    @Test
    void itContinuesOverAnotherStream() {
        gateway.cached.add(secret(1));
        Renew renew = gateway.renewAt(4_000);
        gateway.session.receive(renewed(renew.request(), 5, change(5)));

        assertThat(gateway.cached).containsExactly(secret(1));
        assertThat(gateway.holdsAt(8_000)).isTrue();
    }
}
