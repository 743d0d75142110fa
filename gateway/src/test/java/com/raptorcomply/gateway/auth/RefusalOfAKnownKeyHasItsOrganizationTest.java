package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.TestGrants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gateway knows the organization of a cached key when it refuses the key, because the refusal trace needs it. */
class RefusalOfAKnownKeyHasItsOrganizationTest {
    private static final long LIFE_MILLIS = 2_000;

    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void afterItHasExpired() throws Exception {
        ground.join();
        String key = ground.keyService().key(grant -> TestGrants.expiringIn(LIFE_MILLIS, grant));
        Permit permit = (Permit) ground.verify(key);
        ground.pass(LIFE_MILLIS);

        assertThat(ground.lookup(key)).isEqualTo(Denial.EXPIRED);
        assertThat(ground.organizationOf(key))
                .isEqualTo(permit.grant().organization().id());
    }

    @Test
    void butNotForAKeyThatNobodyKnows() throws Exception {
        ground.join();
        ground.verify(ground.keyService().key());

        assertThat(ground.organizationOf(ground.keyService().unknownKey())).isNull();
    }
}
