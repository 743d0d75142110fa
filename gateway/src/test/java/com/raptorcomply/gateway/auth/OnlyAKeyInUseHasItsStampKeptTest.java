package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.stamp.StampIssuer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OnlyAKeyInUseHasItsStampKeptTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    private final StampIssuer stamps = AuthenticatorFixture.stamps(2);

    @BeforeEach
    void join() {
        ground.join();
    }

    @Test
    void notTheFirstNorOneMuchLater() throws Exception {
        Permit permit = permit();

        stamps.issue(permit, 0, seconds(1_000));
        assertThat(permit.stamp(0)).isNull();

        stamps.issue(permit, 0, seconds(1_045));
        assertThat(permit.stamp(0)).isNull();
    }

    @Test
    void theNextSoonAfterItIsAndServesForHalfAMinute() throws Exception {
        Permit permit = permit();
        stamps.issue(permit, 0, seconds(1_000));

        StampHeaders second = stamps.issue(permit, 0, seconds(1_044));

        assertThat(stamps.issue(permit, 0, seconds(1_073))).isSameAs(second);
        assertThat(stamps.issue(permit, 0, seconds(1_074))).isNotSameAs(second);
        assertThat(permit.stamp(0)).as("kept again").isNotSameAs(second).isNotNull();
    }

    @Test
    void notOneThatWouldBeLetGoBeforeItsKeyComesAgain() throws Exception {
        Permit permit = permit();
        stamps.issue(permit, 0, seconds(1_000));
        Permit first = kept(seconds(1_010));
        Permit second = kept(seconds(1_012));

        stamps.issue(permit, 0, seconds(1_015));
        assertThat(permit.stamp(0)).as("15 s apart, where a stamp stays for 5").isNull();

        stamps.issue(permit, 0, seconds(1_017));
        assertThat(permit.stamp(0)).as("2 s apart, where it stays for 7").isNotNull();
        assertThat(first.stamp(0)).isNull();
        assertThat(second.stamp(0)).isNotNull();
    }

    private Permit kept(long nowNanos) throws Exception {
        Permit permit = permit();
        stamps.issue(permit, 0, nowNanos);
        stamps.issue(permit, 0, nowNanos);
        return permit;
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private Permit permit() throws Exception {
        return (Permit) ground.verify(ground.keyService().key());
    }
}
