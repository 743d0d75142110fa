package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gateway that has seen that a key is revoked refuses it while it has a lease, though the key service is away. */
class RevokedKeyIsRefusedWithoutTheKeyServiceTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void longAfterOthersAreForgotten() throws Exception {
        ground.join();
        String revoked = ground.keyService().refusedKey(Reason.REVOKED);
        String unknown = ground.keyService().unknownKey();
        assertThat(ground.verify(revoked)).isEqualTo(Denial.INVALID);
        assertThat(ground.verify(unknown)).isEqualTo(Denial.INVALID);
        ground.keyService().close();

        for (int renewals = 0; renewals < 20; renewals++) {
            ground.pass(AuthenticatorFixture.TERM_MILLIS / 2);
            ground.renew();
        }

        assertThat(ground.lookup(revoked)).isEqualTo(Denial.INVALID);
        assertThat(ground.lookup(unknown)).isNull();
        assertThat(ground.verify(unknown)).isEqualTo(Denial.KEY_SERVICE_UNAVAILABLE);
    }

    @Test
    void untilWhatItRestsOnChanges() throws Exception {
        ground.join();
        for (Subject.Kind kind :
                new Subject.Kind[] {Subject.Kind.SECRET, Subject.Kind.KEY, Subject.Kind.ORGANIZATION}) {
            String key = ground.keyService().refusedKey(Reason.REVOKED);
            ground.verify(key);

            ground.change(ground.keyService().subject(key, kind));

            assertThat(ground.lookup(key)).as("%s", kind).isNull();
            ground.keyService().make(key);
            assertThat(ground.verify(key)).as("%s", kind).isInstanceOf(Permit.class);
        }
    }

    @Test
    void andNotPastTheLease() throws Exception {
        ground.join();
        String key = ground.keyService().refusedKey(Reason.REVOKED);
        ground.verify(key);

        ground.pass(AuthenticatorFixture.TERM_MILLIS);

        assertThat(ground.lookup(key)).isNull();
    }
}
