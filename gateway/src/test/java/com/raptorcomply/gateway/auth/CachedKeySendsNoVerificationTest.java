package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CachedKeySendsNoVerificationTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void whileTheLeaseHolds() throws Exception {
        ground.join();
        String key = ground.keyService().key();
        assertThat(ground.lookup(key)).isNull();

        Decision verified = ground.verify(key);

        assertThat(verified).isInstanceOf(Permit.class);
        assertThat(ground.lookup(key)).isSameAs(verified);
        assertThat(ground.keyService().questions()).isEqualTo(1);
    }

    @Test
    void butAnotherKeyOfTheSamePublicIdIsNotKnown() throws Exception {
        ground.join();
        String key = ground.keyService().key();
        ground.verify(key);
        String other = ground.keyService().unknownKey();

        assertThat(ground.lookup(other)).isNull();
    }
}
