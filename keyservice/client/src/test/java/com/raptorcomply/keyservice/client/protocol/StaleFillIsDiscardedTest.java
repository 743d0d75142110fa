package com.raptorcomply.keyservice.client.protocol;

import static com.raptorcomply.keyservice.client.protocol.Gateway.change;
import static com.raptorcomply.keyservice.client.protocol.Gateway.refusal;
import static com.raptorcomply.keyservice.client.protocol.Gateway.renewed;
import static com.raptorcomply.keyservice.client.protocol.Gateway.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.protocol.Fence.Admission;
import org.junit.jupiter.api.Test;

/** Revocation: Fence. */
class StaleFillIsDiscardedTest {
    private final Gateway gateway = new Gateway(2);

    StaleFillIsDiscardedTest() {
        gateway.join("s1", 4, 0);
    }

    @Test
    void aVerificationOlderThanAnAppliedChangeToItsSubject() {
        apply(5);

        assertThat(gateway.admit(refusal(4, secret(1), secret(5)))).isEqualTo(Admission.STALE);
        assertThat(gateway.cached).isEmpty();
    }

    @Test
    void aChangeToAnotherSubjectDoesNotMatter() {
        apply(5);

        assertThat(gateway.admit(refusal(4, secret(1)))).isEqualTo(Admission.ADMITTED);
        assertThat(gateway.cached).containsExactly(secret(1));
    }

    @Test
    void aVerificationThatIncludesTheChangeIsAdmitted() {
        apply(5);

        assertThat(gateway.admit(refusal(5, secret(5)))).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void aVerificationOlderThanTheRingIsRepeated() {
        apply(5, 6, 7);

        assertThat(gateway.admit(refusal(4, secret(1)))).isEqualTo(Admission.STALE);
        assertThat(gateway.admit(refusal(5, secret(1)))).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void aJoinDoesNotForgetEarlierChanges() {
        gateway.join("s2", 6, 10);

        assertThat(gateway.admit(refusal(5, secret(1)))).isEqualTo(Admission.STALE);
    }

    @Test
    void aDroppedSessionLeavesItsFloor() {
        apply(5);
        gateway.session.drop();

        assertThat(gateway.admit(refusal(4, secret(1)))).isEqualTo(Admission.STALE);
        assertThat(gateway.admit(refusal(5, secret(1)))).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void aFillBeforeTheFirstJoinIsGoneAfterIt() {
        Gateway fresh = new Gateway();

        assertThat(fresh.admit(refusal(4, secret(1)))).isEqualTo(Admission.ADMITTED);
        assertThat(fresh.cached).isNotEmpty();
        fresh.join("s1", 5, 10);
        assertThat(fresh.cached).isEmpty();
    }

    private void apply(long... sequences) {
        for (long sequence : sequences) {
            long request = gateway.renewAt(1).request();
            gateway.session.receive(renewed(request, sequence, change(sequence)));
        }
    }
}
