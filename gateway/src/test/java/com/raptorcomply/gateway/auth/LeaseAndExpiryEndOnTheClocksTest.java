package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.TestGrants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeaseAndExpiryEndOnTheClocksTest {
    private static final long LIFE_MILLIS = 2_000;

    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void aKnownKeyIsNotUsedPastTheLease() throws Exception {
        ground.join();
        String key = ground.keyService().key();
        ground.verify(key);

        ground.pass(AuthenticatorFixture.TERM_MILLIS - 1);
        assertThat(ground.lookup(key)).isInstanceOf(Permit.class);
        ground.pass(1);
        assertThat(ground.lookup(key)).isNull();
    }

    @Test
    void norAfterTheWallClockWasSetBack() throws Exception {
        ground.join();
        String key = ground.keyService().key();
        ground.verify(key);

        ground.jumpWallClock(-1);
        assertThat(ground.lookup(key)).isNull();
    }

    @Test
    void anExpiredKeyIsToldSoByMemory() throws Exception {
        ground.join();
        String key = ground.keyService().key(grant -> TestGrants.expiringIn(LIFE_MILLIS, grant));
        assertThat(ground.verify(key)).isInstanceOf(Permit.class);

        ground.pass(LIFE_MILLIS);
        assertThat(ground.lookup(key)).isEqualTo(Denial.EXPIRED);
    }
}
