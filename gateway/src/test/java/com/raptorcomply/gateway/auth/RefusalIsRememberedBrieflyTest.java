package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefusalIsRememberedBrieflyTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void anUnknownKeyIsRefusedFromMemory() throws Exception {
        ground.join();
        String key = ground.keyService().unknownKey();

        assertThat(ground.verify(key)).isEqualTo(Denial.INVALID);
        assertThat(ground.lookup(key)).isEqualTo(Denial.INVALID);
    }

    @Test
    void untilItIsMade() throws Exception {
        ground.join();
        String key = ground.keyService().unknownKey();
        ground.verify(key);

        ground.keyService().make(key);
        ground.change(Subject.secret(ground.parsed(key).secretId()));

        assertThat(ground.lookup(key)).isNull();
        assertThat(ground.verify(key)).isInstanceOf(Permit.class);
    }
}
